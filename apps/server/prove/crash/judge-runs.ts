import { isFinalRunStatus, type RunDetail, type RunEventOf, type RunEventType } from '@signalbox/contracts';

/** One line that a ledger tool wrote. */
export interface ToolLine {
  readonly tool: string;
  readonly callId: string;
  readonly key: string;
  readonly phase: 'begin' | 'applied';
}

const select = <Type extends RunEventType>(run: RunDetail, type: Type): RunEventOf<Type>[] =>
  run.events.filter((event): event is RunEventOf<Type> => event.type === type);

const countBy = <Item>(items: readonly Item[], toKey: (item: Item) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(toKey(item), (counts.get(toKey(item)) ?? 0) + 1);
  return counts;
};

/** D1, D2: the run ended, and its log is 1 … n with one result a call and one end or discard an attempt. */
export const judgeLog = (run: RunDetail): string[] => {
  const faults: string[] = [];
  if (!isFinalRunStatus(run.status)) faults.push(`D1 status is ${run.status}`);
  const seqs = run.events.map((event) => event.seq);
  if (seqs.some((seq, index) => seq !== index + 1)) faults.push(`D2 seqs are ${seqs.join(',')}`);
  if (run.events.at(-1)?.type !== 'run-end' || select(run, 'run-end').length !== 1)
    faults.push('D2 no single run-end at the end');
  const results = countBy(select(run, 'tool-result'), (event) => event.payload.callId);
  for (const { payload } of select(run, 'tool-call')) {
    if (results.get(payload.callId) !== 1)
      faults.push(`D2 call ${payload.callId} has ${results.get(payload.callId) ?? 0} results`);
  }
  const closed = [...select(run, 'model-call-end'), ...select(run, 'model-call-discard')];
  const closedCounts = countBy(closed, (event) => String(event.payload.attempt));
  for (const { payload } of select(run, 'model-call-start')) {
    if (closedCounts.get(String(payload.attempt)) !== 1)
      faults.push(`D4 attempt ${payload.attempt} is not closed once`);
  }
  return faults;
};

/** D3: effects once per key, `write` calls begun once unless a person said to run them again. */
const judgeEffects = (run: RunDetail, lines: readonly ToolLine[]): string[] => {
  const faults: string[] = [];
  const outcomes = new Map(select(run, 'tool-result').map(({ payload }) => [payload.callId, payload.outcome]));
  const reruns = countBy(
    select(run, 'approval-decision').filter(({ payload }) => payload.decision === 'run'),
    (event) => event.payload.callId,
  );
  const decided = new Set(select(run, 'approval-decision').map(({ payload }) => payload.callId));
  for (const { payload } of select(run, 'tool-call')) {
    const own = lines.filter((line) => line.callId === payload.callId);
    const begun = own.filter((line) => line.phase === 'begin').length;
    const applied = own.filter((line) => line.phase === 'applied').length;
    const outcome = outcomes.get(payload.callId);
    const allowed = 1 + (reruns.get(payload.callId) ?? 0);
    if (payload.tool === 'ledger_write' && begun > allowed)
      faults.push(`D3 ${payload.callId} began ${begun} times, ${allowed} allowed`);
    if (payload.tool === 'ledger_write_known' && applied > allowed)
      faults.push(`D3 ${payload.callId} applied ${applied} times`);
    if (payload.tool === 'ledger_put' && applied > 1)
      faults.push(`D3 key of ${payload.callId} took effect ${applied} times`);
    if (outcome === 'ok' && !decided.has(payload.callId) && applied < 1)
      faults.push(`D3 ${payload.callId} is ok but never happened`);
    if (outcome === 'cancelled' && payload.effect === 'write' && begun > 0)
      faults.push(`D3 ${payload.callId} began and is called cancelled`);
  }
  return faults;
};

/** D4: every attempt the provider saw is stored; attempts stored but never sent are at most one a recovery. */
const judgeAttempts = (run: RunDetail, sent: number): string[] => {
  const stored = select(run, 'model-call-start').length;
  const recoveries = select(run, 'run-resume').length;
  if (sent > stored) return [`D4 the provider saw ${sent} attempts, ${stored} are stored`];
  return stored - sent > recoveries
    ? [`D4 ${stored - sent} stored attempts never sent in ${recoveries} recoveries`]
    : [];
};

/** What is wrong with a run, judged by its log and by what its tools and its provider wrote down; empty when nothing is. */
export const judgeRun = (run: RunDetail, lines: readonly ToolLine[], sent: number): string[] =>
  [...judgeLog(run), ...judgeEffects(run, lines), ...judgeAttempts(run, sent)].map((fault) => `${run.id}: ${fault}`);
