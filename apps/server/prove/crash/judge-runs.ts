import { isFinalRunStatus, type RunDetail, type RunEventOf, type RunEventType } from '@signalbox/contracts';

/** One line that a ledger tool wrote. */
export interface ToolLine {
  readonly tool: string;
  readonly callId: string;
  readonly key: string;
  readonly phase: 'begin' | 'applied';
  /** By the clock of the machine, in milliseconds. */
  readonly at: number;
}

/** What others than the product know of a run. */
export interface RunWitness {
  /** All lines of the tools' ledger, of other runs too. */
  readonly toolLines: readonly ToolLine[];
  /** Requests that the provider got. */
  readonly sent: number;
  /** When somebody was told that it is cancelled. */
  readonly cancelledAtMs: number | undefined;
}

/** What a call that was under way when its run was cancelled has to begin: L3 says within 2 s the run is over. */
const cancelSlackMs = 2000;

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

/** D3: effects once per key, `write` calls begun once unless a person said to run them again, and nothing before its start is stored. */
const judgeEffects = (run: RunDetail, lines: readonly ToolLine[]): string[] => {
  const faults: string[] = [];
  const outcomes = new Map(select(run, 'tool-result').map(({ payload }) => [payload.callId, payload.outcome]));
  const starts = countBy(select(run, 'tool-start'), (event) => event.payload.callId);
  const decisions = select(run, 'approval-decision');
  const reruns = countBy(
    decisions.filter(({ payload }) => payload.decision === 'run'),
    (event) => event.payload.callId,
  );
  const decided = new Set(decisions.map(({ payload }) => payload.callId));
  for (const { payload } of select(run, 'tool-call')) {
    const { callId, tool } = payload;
    const own = lines.filter((line) => line.callId === callId);
    const begun = own.filter((line) => line.phase === 'begin').length;
    const applied = own.filter((line) => line.phase === 'applied').length;
    const outcome = outcomes.get(callId);
    const allowed = 1 + (reruns.get(callId) ?? 0);
    const started = starts.get(callId) ?? 0;
    if (begun > started) faults.push(`D3 ${callId} began ${begun} times, ${started} starts are stored`);
    if ((tool === 'ledger_write' || tool === 'ledger_write_late') && begun > allowed)
      faults.push(`D3 ${callId} began ${begun} times, ${allowed} allowed`);
    if (tool === 'ledger_write_known' && applied > allowed) faults.push(`D3 ${callId} applied ${applied} times`);
    if (tool === 'ledger_put' && applied > 1) faults.push(`D3 key of ${callId} took effect ${applied} times`);
    if (outcome === 'ok' && !decided.has(callId) && applied < 1) faults.push(`D3 ${callId} is ok but never happened`);
    if (outcome === 'cancelled' && payload.effect === 'write' && begun > 0)
      faults.push(`D3 ${callId} began and is called cancelled`);
  }
  return faults;
};

/** D4: every attempt the provider saw is stored; attempts stored but never sent are at most one a recovery or cancel. */
const judgeAttempts = (run: RunDetail, sent: number): string[] => {
  const stored = select(run, 'model-call-start').length;
  const cuts = select(run, 'run-resume').length + (run.status === 'cancelled' ? 1 : 0);
  if (sent > stored) return [`D4 the provider saw ${sent} attempts, ${stored} are stored`];
  return stored - sent > cuts ? [`D4 ${stored - sent} stored attempts never sent, cut off ${cuts} times`] : [];
};

/** Cancelled is cancelled: the run had ended when that was said, and no tool begins long after. */
const judgeCancel = (run: RunDetail, { toolLines, cancelledAtMs }: RunWitness): string[] => {
  if (cancelledAtMs === undefined) return [];
  const faults: string[] = [];
  if (run.status !== 'cancelled') faults.push(`L3 was cancelled and is ${run.status}`);
  if (run.endedAt === null || Date.parse(run.endedAt) > cancelledAtMs)
    faults.push(`L3 ended at ${run.endedAt ?? 'no time'}, its cancel was answered before`);
  const calls = new Set(select(run, 'tool-call').map(({ payload }) => payload.callId));
  for (const { callId, phase, at } of toolLines) {
    if (calls.has(callId) && phase === 'begin' && at > cancelledAtMs + cancelSlackMs)
      faults.push(`L3 ${callId} began ${at - cancelledAtMs} ms after its run was cancelled`);
  }
  return faults;
};

/** What is wrong with a run, judged by its log and by what others wrote down of it; empty when nothing is. */
export const judgeRun = (run: RunDetail, witness: RunWitness): string[] =>
  [
    ...judgeLog(run),
    ...judgeEffects(run, witness.toolLines),
    ...judgeAttempts(run, witness.sent),
    ...judgeCancel(run, witness),
  ].map((fault) => `${run.id}: ${fault}`);
