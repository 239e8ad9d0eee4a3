import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { SignalboxClient } from '@signalbox/client';

import { CliError } from '../cli-error.ts';

/** The tool of the sample data that changes something, by its name. */
export const courierName = 'demo_courier';

const firstLine = '// Sample data of “signalbox seed demo”, which “signalbox seed demo --remove” takes away again.';

/** Longer than seeding takes. */
const silenceMs = 60_000;
/** A server looks at its folder of tools every 5 s, if nothing tells it sooner. */
const patienceMs = 10_000;
const lookMs = 100;

/** A courier that takes bookings, and until this time says nothing: such a call may have happened, and a person decides. */
const toSource = (silentUntil: string): string => `${firstLine}
import { setTimeout as delay } from 'node:timers/promises';

import { defineTool } from '@signalbox/tool-sdk';
import { z } from 'zod';

const silentUntil = '${silentUntil}';

export const demoCourier = defineTool({
  name: '${courierName}',
  title: 'Demo courier',
  description: \`Books a parcel with a courier that exists in sample data only. It does not answer before \${silentUntil}.\`,
  icon: 'IconGlobe',
  input: z.strictObject({
    parcel: z.string().min(1).max(100).describe('Number of the parcel.'),
    weightKg: z.number().positive().describe('What it weighs, in kilograms.'),
  }),
  // A booking that was cut off may have been made: it is not made again unasked.
  effect: 'write',
  timeoutMs: 2000,
  execute: async ({ parcel, weightKg }, { signal }) => {
    const silentMs = Date.parse(silentUntil) - Date.now();
    if (silentMs > 0) await delay(silentMs, undefined, { signal });
    return { parcel, weightKg, booked: true };
  },
});
`;

const toFile = (toolsDir: string): string => join(toolsDir, 'demo-courier.tool.ts');

/** Whether the file is there. Throws a `CliError` when it is somebody's own. */
const isInstalled = async (file: string): Promise<boolean> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined && !text.startsWith(firstLine))
    throw new CliError(`${file} is not of the sample data: it is left as it is. Give it another name.`);
  return text !== undefined;
};

/** Removes the tool from the folder, if it is there. Throws a `CliError` when the file is somebody's own. */
export const removeCourier = async (toolsDir: string): Promise<void> => {
  const file = toFile(toolsDir);
  if (await isInstalled(file)) await rm(file, { force: true });
};

/** Whether the server has the tool; when a time is given, the file that names it. */
export const isCourierOffered = async (client: SignalboxClient, silentUntil = ''): Promise<boolean> => {
  const { items } = await client.tools.list.query({});
  return items.some(({ name, description }) => name === courierName && description.includes(silentUntil));
};

/**
 * Puts the tool into the folder and waits until the server has it. False, and nothing is left there, when the server
 * looks elsewhere.
 */
export const installCourier = async (
  client: SignalboxClient,
  { toolsDir, signal }: { readonly toolsDir: string; readonly signal: AbortSignal },
): Promise<boolean> => {
  const file = toFile(toolsDir);
  await isInstalled(file);
  const silentUntil = new Date(Date.now() + silenceMs).toISOString();
  await mkdir(toolsDir, { recursive: true });
  await writeFile(file, toSource(silentUntil));
  for (const until = Date.now() + patienceMs; Date.now() < until; await delay(lookMs, undefined, { signal }))
    if (await isCourierOffered(client, silentUntil)) return true;
  await rm(file, { force: true });
  return false;
};
