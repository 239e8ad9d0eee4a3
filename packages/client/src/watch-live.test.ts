import { LiveFrame } from '@signalbox/contracts';
import { ServerProcess } from '@signalbox/testing/server-process';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSignalboxClient } from './create-signalbox-client.ts';

const server = new ServerProcess();
beforeAll(() => server.start(), 30_000);
afterAll(() => server.dispose());

test('tRPC’s own subscription reads the stream that the server’s hub writes, and is told what it missed', async () => {
  const client = createSignalboxClient({ url: server.url, apiKey: server.token });
  const frames: LiveFrame[] = [];
  const ids: string[] = [];
  const subscription = client.live.watch.subscribe(
    {},
    {
      onData: (data) => {
        if (!('data' in data)) throw new Error('what the hub says has an id');
        ids.push(data.id);
        frames.push(LiveFrame.parse(data.data));
      },
    },
  );
  await expect.poll(() => frames).toEqual([{ type: 'reset' }]);
  const { runId } = await client.runs.start.mutate({ message: 'What is 5 + 10?' });
  const hasRun = (frame: LiveFrame): boolean => frame.type === 'runs-changed' && frame.runIds.includes(runId);
  await expect.poll(() => frames.some(hasRun)).toBe(true);
  expect(new Set(ids).size).toBe(frames.length);
  await server.kill();
  await server.start();
  await expect.poll(() => frames.filter(({ type }) => type === 'reset'), { timeout: 20_000 }).toHaveLength(2);
  subscription.unsubscribe();
}, 60_000);
