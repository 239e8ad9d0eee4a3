import { RunEvent } from '@signalbox/contracts';
import { z } from 'zod';

import { upgrade } from '../../src/testing/socket-client.ts';
import { readMessages } from '../read-messages.ts';
import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const Resumed = z.strictObject({ lastEventId: z.string() });
const Said = z.strictObject({ delta: z.string() });
const Many = z.strictObject({ streams: z.int() });
const Upgraded = z.strictObject({ headers: z.record(z.string(), z.string()) });

/** Streams that one session may have open. */
const maxStreams = 20;

const toPath = (procedure: string, input: object, lastEventId?: string): string => {
  const resumed = lastEventId === undefined ? '' : `&lastEventId=${encodeURIComponent(lastEventId)}`;
  return `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}${resumed}`;
};

/** The data of a stream's first messages; all of them when it ends before. */
const readData = async (stage: Stage, path: string, count = Infinity): Promise<unknown[]> => {
  const all: unknown[] = [];
  for await (const { event, data } of readMessages(await stage.client.open(path))) {
    if (event === undefined) all.push(JSON.parse(data));
    if (event === 'return' || all.length >= count) break;
  }
  return all;
};

const runOnce = async (stage: Stage, message: string): Promise<string> => {
  const runId = await stage.startRun({ message, model: 'demo/demo' });
  await stage.untilEnd(runId);
  return runId;
};

/** Back after the last event that a viewer has, or after one that there never was. */
const playResume = async (stage: Stage, lastEventId: string): Promise<Verdict> => {
  const runId = await runOnce(stage, '2 + 2');
  const seqsAfter = async (id: string): Promise<number[]> => {
    const events = await readData(stage, toPath('runs.watch', { runId }, id));
    return events.map((event) => RunEvent.parse(event).seq);
  };
  const all = await seqsAfter('0');
  if (lastEventId === '<n>') {
    const faults: string[] = [];
    for (const seq of all) {
      const [next] = await seqsAfter(String(seq));
      faults.push(...expectThat(next === all[seq], `after ${seq} came ${next}`));
    }
    return { faults };
  }
  const [frame] = await readData(stage, toPath('live.watch', {}, lastEventId), 1);
  const again = await seqsAfter(lastEventId);
  return {
    faults: [
      ...expectThat(again.join() === all.join(), `the run's viewer got ${again.join()}`),
      ...expectThat(JSON.stringify(frame) === '{"type":"reset"}', `the tab's first frame was ${JSON.stringify(frame)}`),
    ],
  };
};

/** Text that looks like more messages of the stream. */
const playText = async (stage: Stage, text: string): Promise<Verdict> => {
  const message = `2 + 2 ${text} end`;
  const runId = await runOnce(stage, message);
  const events = (await readData(stage, toPath('runs.watch', { runId }))).map((event) => RunEvent.parse(event));
  const [first] = events;
  return {
    faults: [
      ...expectThat(
        first?.type === 'user-request' && first.payload.text === message,
        'the text did not come as it was',
      ),
      ...expectThat(
        events.every(({ seq }, index) => seq === index + 1),
        'there was more than the log',
      ),
    ],
  };
};

const playMany = async (stage: Stage, count: number): Promise<Verdict> => {
  const leave = new AbortController();
  const headers = { cookie: await stage.signIn(), accept: 'text/event-stream' };
  const open = async (): Promise<Response> =>
    fetch(`${stage.url}${toPath('live.watch', {})}`, { headers, signal: leave.signal });
  const answers = await Promise.all(Array.from({ length: count }, open));
  const statuses = answers.map(({ status }) => status);
  const refused = answers.filter(({ status }) => status === 429);
  const isAnnounced = refused.every((answer) => Number(answer.headers.get('retry-after')) > 0);
  leave.abort();
  return {
    faults: [
      ...expectThat(statuses.filter((status) => status === 200).length === maxStreams, statuses.join()),
      ...expectThat(refused.length === count - maxStreams, 'others were not refused with 429'),
      ...expectThat(isAnnounced, 'a refusal does not say when to try again'),
    ],
  };
};

const playUpgrade = async (stage: Stage, headers: Readonly<Record<string, string>>): Promise<Verdict> => {
  const faults: string[] = [];
  for (const path of ['/api/v1/ws/activity', '/api/ws/chat', '/api/v1/playground/assistant']) {
    const authorization = `Bearer ${stage.token}`;
    const { status, cut } = await upgrade(`${stage.url}${path}`, { authorization, ...headers });
    cut();
    faults.push(...expectThat(status === 403, `${path} answered ${status}`));
  }
  return { faults };
};

/** Viewers of live streams who come back with odd ids, are too many, or come from a foreign page. */
export const playLiveStream = async (stage: Stage, { input }: CorpusCase): Promise<Verdict> => {
  const resumed = Resumed.safeParse(input);
  if (resumed.success) return playResume(stage, resumed.data.lastEventId);
  const said = Said.safeParse(input);
  if (said.success) return playText(stage, said.data.delta);
  const many = Many.safeParse(input);
  if (many.success) return playMany(stage, many.data.streams);
  const upgraded = Upgraded.safeParse(input);
  return upgraded.success ? playUpgrade(stage, upgraded.data.headers) : unknownShape(input);
};
