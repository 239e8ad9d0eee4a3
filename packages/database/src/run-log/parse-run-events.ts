import { RunEvent } from '@signalbox/contracts';

/** A row of the log with its payload, wherever that stands. */
export interface RunEventRow {
  readonly seq: number;
  readonly epoch: number;
  readonly type: string;
  readonly at: Date;
  readonly payload: string;
}

/** The events of the rows, checked against the contract. */
export const parseRunEvents = (rows: readonly RunEventRow[]): RunEvent[] =>
  rows.map(({ payload, at, ...row }) => {
    const value: unknown = JSON.parse(payload);
    return RunEvent.parse({ ...row, at: at.toISOString(), payload: value });
  });
