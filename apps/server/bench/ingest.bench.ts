import { ReportedRuns } from '@signalbox/contracts';
import { copyReportedRuns, openTestDatabase, settleDatabase, testEngines } from '@signalbox/database/testing';

import { arriveInTurn, arriveOpenly, type Arrival, type SendNext } from '../prove/load/arrivals.ts';
import { isRefused, LoadClient } from '../prove/load/load-client.ts';
import { createKey, manyRequests, toReport } from '../prove/load/load-kinds.ts';
import type { ServerProcess } from '../prove/servers/server-process.ts';
import { withServer } from '../prove/servers/with-server.ts';
import { readCpuMs, readRssMb, toPercentile } from './figures.ts';

/** Promised of reports over HTTP by rows a report: as a share of a bare COPY of the same rows. */
const leastShare = { 500: 0.45, 100: 0.35 } as const;
const sizes = [500, 100] as const;
/** Promised of the slowest but one in a hundred; also looked at while rows come at the promised rate, whoever waits. */
const maxP99Ms = 100;
const warmUpSeconds = 1;
/** So long that the slowest in a hundred are several reports, and what comes every few seconds has come often. */
const measuredSeconds = 30;
/** Rows on their way at once when each client waits for its answer: more come in faster, and each report waits longer. */
const rowsUnderWay = 500;

type Size = (typeof sizes)[number];

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** More than are stored in the time: made before, since senders elsewhere take none of these processors. */
const preparedRows = 600_000;

/** Rows so far: no number comes twice. */
let prepared = 0;

/** Sends reports; all rows of one that is taken have to be stored. */
const openSender = async (server: ServerProcess, client: LoadClient, size: Size): Promise<SendNext> => {
  const key = await createKey(server, ['ingest'], manyRequests);
  const first = prepared / size;
  const reports = Array.from({ length: preparedRows / size }, (_, index) => toReport(first + index, size));
  prepared += preparedRows;
  const next = reports.values();
  return async () => {
    const report = next.next().value;
    if (!report) throw new Error(`more than ${preparedRows} rows were sent`);
    const answer = await client.send(key, report);
    if (isRefused(answer)) return answer;
    const { accepted } = answer.status === 200 ? ReportedRuns.parse(JSON.parse(answer.body)) : { accepted: 0 };
    if (accepted !== size)
      throw new Error(`of ${size} rows ${accepted} were stored: ${answer.status} ${answer.body.slice(0, 300)}`);
    return answer;
  };
};

const tellTimes = (arrivals: readonly Arrival[]): string => {
  const times = arrivals.filter((arrival) => !isRefused(arrival)).map(({ ms }) => ms);
  const refused = arrivals.length - times.length;
  return `p50 ${toPercentile(times, 0.5).toFixed(0)} ms\tp99 ${toPercentile(times, 0.99).toFixed(0)} ms\t${refused} refused`;
};

/** Reports of a size on a server of its own, after some that are not measured. */
const withReports = <Result>(
  { size, databaseUrl }: { readonly size: Size; readonly databaseUrl: string | undefined },
  measure: (send: SendNext, server: ServerProcess) => Promise<Result>,
): Promise<Result> =>
  withServer({ databaseUrl }, async (server) => {
    const client = new LoadClient(server.url);
    const send = await openSender(server, client, size);
    await arriveInTurn(send, { clients: 2, seconds: warmUpSeconds });
    const result = await measure(send, server);
    client.close();
    return result;
  });

/** As many rows a second as clients get in that wait for their answers. */
const measureMost = (size: Size) => async (send: SendNext, server: ServerProcess) => {
  const [startMs, startCpuMs] = [performance.now(), readCpuMs(server.pid)];
  const arrivals = await arriveInTurn(send, { clients: rowsUnderWay / size, seconds: measuredSeconds });
  const rows = arrivals.filter((arrival) => !isRefused(arrival)).length * size;
  const perSecond = (rows * 1000) / (performance.now() - startMs);
  const usOfServer = ((readCpuMs(server.pid) - startCpuMs) * 1000) / rows;
  write(
    `  at most\t${Math.round(perSecond)} rows/s\t${tellTimes(arrivals)}\t${usOfServer.toFixed(0)} µs CPU of the server a row\t` +
      `RSS ${readRssMb(server.pid).toFixed(0)} MB`,
  );
  return perSecond;
};

for (const engine of testEngines) {
  const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
  for (const size of sizes) {
    write(`${engine}, ${size} a report`);
    const reports = { size, databaseUrl: database?.url };
    const most = await withReports(reports, measureMost(size));
    // nobody folds while the rows are copied
    const copied = database ? await copyReportedRuns(database) : undefined;
    if (database) await settleDatabase(database);
    const share = copied === undefined ? 0.5 : leastShare[size];
    if (copied !== undefined)
      write(
        `  ${(most / copied).toFixed(2)} of COPY’s ${Math.round(copied)} rows/s (promised ${share}, and a p99 of ${maxP99Ms} ms)`,
      );
    const perSecond = (copied ?? most) * share;
    await withReports(reports, async (send) => {
      const arrivals = await arriveOpenly(send, { perSecond: perSecond / size, seconds: measuredSeconds });
      write(
        `  steadily\t${Math.round(perSecond)} rows/s\t${tellTimes(arrivals)}${copied === undefined ? '' : ` (promised ${maxP99Ms})`}`,
      );
    });
  }
  await database?.close();
}
