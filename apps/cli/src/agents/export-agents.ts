import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SignalboxClient } from '@signalbox/client';

import { untilAllowed } from '../until-allowed.ts';
import { AgentFile, agentFileSuffix, formatAgentFile, formatFileSchema, schemaFileName } from './agent-file.ts';
import { listAllAgents } from './list-all-agents.ts';
import { toFileAgent } from './to-file-agent.ts';

/** A file that has an agent now. */
export interface ExportedAgent {
  readonly slug: string;
  readonly file: string;
  /** Whether it was written: not when it said the same already. */
  readonly isChanged: boolean;
}

/** Puts the text under this name whole, in place of what was there, a link included: what that leads to is left alone. */
const replaceFile = async (file: string, text: string): Promise<boolean> => {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return false;
  const draft = `${file}.${process.pid}.draft`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return true;
};

/** Writes agents as new runs use them, one file each, and the files' schema; all hosted ones that are not archived without `slugs`. */
export const exportAgents = async (
  client: SignalboxClient,
  { slugs, folder }: { readonly slugs: readonly string[] | undefined; readonly folder: string },
): Promise<ExportedAgent[]> => {
  const wanted = slugs ?? (await listAllAgents(client)).flatMap(({ slug, kind }) => (kind === 'hosted' ? slug : []));
  const agents = [];
  for (const agent of new Set(wanted)) agents.push(await untilAllowed(() => client.agents.get.query({ agent })));
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, schemaFileName), formatFileSchema());
  const exported: ExportedAgent[] = [];
  for (const agent of agents) {
    // a name of a file: whatever the server says, it is nothing else
    const slug = AgentFile.shape.slug.parse(agent.slug);
    const file = join(folder, `${slug}${agentFileSuffix}`);
    exported.push({ slug, file, isChanged: await replaceFile(file, formatAgentFile(toFileAgent(agent))) });
  }
  return exported;
};
