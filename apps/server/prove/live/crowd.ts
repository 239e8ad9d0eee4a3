import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { type CrowdOrder, CrowdReport } from './crowd-messages.ts';

/** Viewers of one process: it may have so many files open, and one address so many ports. */
const viewersPerProcess = 10_000;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const addCounts = (all: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};

const addHubs = (all: readonly CrowdReport['hubs'][]): CrowdReport['hubs'] => {
  const sum: CrowdReport['hubs'] = {};
  for (const [hub, { viewers, lowest, highest }] of all.flatMap((hubs) => Object.entries(hubs))) {
    const known = sum[hub] ?? { viewers: 0, lowest, highest };
    sum[hub] = {
      viewers: known.viewers + viewers,
      lowest: Math.min(known.lowest, lowest),
      highest: Math.max(known.highest, highest),
    };
  }
  return sum;
};

/** Any number of viewers of one port, in as many processes as that takes. */
export class Crowd {
  readonly #processes: readonly ChildProcess[];

  private constructor(processes: readonly ChildProcess[]) {
    this.#processes = processes;
  }

  /** Begins to open the viewers; `report` says how many are there. */
  static open({
    port,
    keys,
    count,
  }: {
    readonly port: number;
    readonly keys: readonly string[];
    readonly count: number;
  }): Crowd {
    const processes = Array.from({ length: Math.ceil(count / viewersPerProcess) }, (_, index) => {
      const child = fork(join(import.meta.dirname, 'crowd.main.ts'));
      const order: CrowdOrder = {
        type: 'open',
        port,
        from: `127.0.0.${index + 2}`,
        keys: [...keys],
        count: Math.min(viewersPerProcess, count - index * viewersPerProcess),
      };
      child.send(order);
      return child;
    });
    return new Crowd(processes);
  }

  /** How all of them stand. */
  async report(): Promise<CrowdReport> {
    const order: CrowdOrder = { type: 'report' };
    const reports = await Promise.all(
      this.#processes.map(async (child) => {
        const answered = once(child, 'message');
        child.send(order);
        return CrowdReport.parse((await answered)[0]);
      }),
    );
    const [first] = reports;
    return {
      open: sumOf(reports.map(({ open }) => open)),
      waiting: addCounts(reports.map(({ waiting }) => waiting)),
      closed: addCounts(reports.map(({ closed }) => closed)),
      hubs: addHubs(reports.map(({ hubs }) => hubs)),
      deliveries: sumOf(reports.map(({ deliveries }) => deliveries)),
      ages: (first?.ages ?? []).map((_, step) => sumOf(reports.map(({ ages }) => ages[step] ?? 0))),
      refusals: addCounts(reports.map(({ refusals }) => refusals)),
      faultCount: sumOf(reports.map(({ faultCount }) => faultCount)),
      faults: reports.flatMap(({ faults }) => faults),
    };
  }

  /** Ends their processes, and so their connections. */
  async close(): Promise<void> {
    await Promise.all(
      this.#processes.map(async (child) => {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }),
    );
  }
}
