import type { PreparedReportRow } from './prepare-report.ts';
import type { ReportPlace } from './report-row.ts';

/** A run of a group, and the number of its place in it. */
export interface PlacedRow {
  readonly place: number;
  readonly row: PreparedReportRow;
}

const toPlaceColumns = (places: readonly ReportPlace[]): unknown[] => [
  places.map(({ workspaceId }) => workspaceId),
  places.map(({ agentId }) => agentId),
  places.map(({ version }) => version),
];

const toRunColumns = (placed: readonly PlacedRow[]): unknown[] => {
  const rows = placed.map(({ row }) => row);
  return [
    placed.map(({ place }) => place),
    rows.map(({ run }) => run.id),
    rows.map(({ run }) => run.externalId),
    rows.map(({ run }) => run.taskId),
    rows.map(({ run }) => run.status),
    rows.map(({ run }) => run.initiator),
    rows.map(({ run }) => run.inputPreview),
    rows.map(({ run }) => run.outputPreview),
    rows.map(({ run }) => run.errorCode),
    rows.map(({ run }) => run.errorMessage),
    rows.map(({ run }) => run.createdAt),
    rows.map(({ run }) => run.endedAt),
    rows.map(({ run }) => run.durationMs),
    rows.map(({ run }) => run.firstTokenMs),
    rows.map(({ run }) => run.inputTokens),
    rows.map(({ run }) => run.outputTokens),
    rows.map(({ run }) => run.costNanoUsd),
    rows.map(({ run }) => run.computedCostNanoUsd),
    rows.map(({ run }) => run.unpricedCalls),
    rows.map(({ run }) => run.events.length),
  ];
};

const toModelColumns = (placed: readonly PlacedRow[]): unknown[] => {
  const used = placed.flatMap(({ row: { run } }) => run.models.map((model) => ({ runId: run.id, ...model })));
  return [
    used.map(({ runId }) => runId),
    used.map(({ model }) => model),
    used.map(({ calls }) => calls),
    used.map(({ costNanoUsd }) => costNanoUsd),
    used.map(({ unpricedCalls }) => unpricedCalls),
    used.map(({ usage }) => usage.inputFresh),
    used.map(({ usage }) => usage.inputCacheRead),
    used.map(({ usage }) => usage.inputCacheWrite5m),
    used.map(({ usage }) => usage.outputText),
    used.map(({ isCostTold }) => isCostTold),
  ];
};

const toCallColumns = (placed: readonly PlacedRow[]): unknown[] => {
  const calls = placed.flatMap(({ row: { run } }) => run.toolCalls.map((call) => ({ runId: run.id, ...call })));
  return [
    calls.map(({ runId }) => runId),
    calls.map(({ seq }) => seq),
    calls.map(({ tool }) => tool),
    calls.map(({ at }) => at),
    calls.map(({ outcome }) => outcome),
    calls.map(({ durationMs }) => durationMs),
  ];
};

const toEventColumns = (placed: readonly PlacedRow[]): unknown[] => {
  const events = placed.flatMap(({ row: { run, payloads, isLarge } }) =>
    run.events.map(({ type, at }, place) => {
      const payload = payloads[place] ?? '';
      return { runId: run.id, seq: place + 1, type, at, payload, isLarge: isLarge[place] === true };
    }),
  );
  const large = events.filter((event) => event.isLarge);
  return [
    events.map(({ runId }) => runId),
    events.map(({ seq }) => seq),
    events.map(({ type }) => type),
    events.map(({ at }) => at),
    events.map((event) => (event.isLarge ? '' : event.payload)),
    large.map(({ runId }) => runId),
    large.map(({ seq }) => seq),
    large.map(({ payload }) => payload),
  ];
};

/** The parameters of a statement for a group: a column of each kind of row in each. */
export const toReportColumns = (places: readonly ReportPlace[], rows: readonly PlacedRow[]): unknown[] => [
  ...toPlaceColumns(places),
  ...toRunColumns(rows),
  ...toModelColumns(rows),
  ...toCallColumns(rows),
  ...toEventColumns(rows),
];
