import { type CallToolResult, Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { DeliverableActivity } from '@signalbox/database';
import { z } from 'zod';

import manifest from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import { describeActivity } from './describe-activity.ts';
import { ProgramTransport } from './program-transport.ts';

/** A program may have to be fetched before it starts. */
const connectMs = 30_000;
/** A program that does not say which protocol it speaks by then speaks the older one. */
const probeMs = 2000;
const callMs = 5000;
/** Entries that one search adds. */
const maxFound = 500;

/** What the store must offer: the tools of the reference memory server. */
const storeTool = 'create_entities';
const searchTool = 'search_nodes';

const Found = z.object({ entities: z.array(z.object({ name: z.string() })) });

const entityName = /^activity ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A node of the store: its name is made of the entry's id, so that storing it again changes nothing. */
const toEntity = (entry: DeliverableActivity) => {
  const { id, type, status, output, error, duration_ms, ...tags } = describeActivity(entry);
  const texts = [`${entry.agentName}: ${type} (${status})`, entry.reason, output, error];
  return {
    name: `activity ${id}`,
    entityType: 'agent activity',
    observations: [...texts.filter((text) => text !== null && text !== ''), JSON.stringify({ duration_ms, ...tags })],
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const toReason = (error: unknown): string => (error instanceof Error ? error.message : '');

/** Where the store is: a command of the operator's that speaks MCP over its input and output, or an address. */
export type MemorySettings = Pick<Config, 'memoryCommand' | 'memoryUrl' | 'dataDir'>;

/** A store of activity that speaks MCP. Connects when it is asked for something, and anew when it was lost. */
export class MemoryStore {
  readonly #settings: MemorySettings;
  readonly #closing = new AbortController();
  #client: Promise<Client> | undefined;

  constructor(settings: MemorySettings) {
    this.#settings = settings;
  }

  /** Rejects with a sentence for the operator unless the store answers and has what is needed. */
  async check(): Promise<void> {
    const { tools } = await this.#ask((client) => client.listTools(undefined, { timeout: callMs }));
    const missing = [storeTool, searchTool].filter((name) => !tools.some((tool) => tool.name === name));
    if (missing.length > 0) throw new Error(`The memory store has no tool ${missing.join(' and no tool ')}.`);
  }

  /** Stores entries; those that are there stay as they are. */
  async put(entries: readonly DeliverableActivity[]): Promise<void> {
    await this.#call(storeTool, { entities: entries.map(toEntity) });
  }

  /** Ids of the newest entries that have to do with these words. */
  async search(query: string): Promise<string[]> {
    const { structuredContent, content } = await this.#call(searchTool, { query });
    const text = content.flatMap((part) => (part.type === 'text' ? part.text : [])).join('');
    const found = Found.safeParse(structuredContent ?? parseJson(text));
    if (!found.success) throw new Error(`The memory store’s answer to ${searchTool} can’t be read.`);
    const ids = found.data.entities.flatMap(({ name }) => entityName.exec(name)?.[1] ?? []);
    return ids.toSorted().slice(-maxFound);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#disconnect();
  }

  async #call(name: string, input: Record<string, unknown>): Promise<CallToolResult> {
    const result = await this.#ask((client) => client.callTool({ name, arguments: input }, { timeout: callMs }));
    if (!result.isError) return result;
    const [first] = result.content;
    throw new Error(first?.type === 'text' ? first.text.slice(0, 500) : `The memory store’s ${name} failed.`);
  }

  /** Asks over the connection; one that failed is given up, and the next question opens another. */
  async #ask<Answer>(question: (client: Client) => Promise<Answer>): Promise<Answer> {
    const connection = (this.#client ??= this.#connect());
    try {
      return await question(await connection);
    } catch (error) {
      if (this.#client === connection) await this.#disconnect();
      throw error;
    }
  }

  async #connect(): Promise<Client> {
    const versionNegotiation = { mode: 'auto', probe: { timeoutMs: probeMs } } as const;
    const client = new Client({ name: 'signalbox', version: manifest.version }, { versionNegotiation });
    const { memoryCommand = '', memoryUrl, dataDir } = this.#settings;
    const transport =
      memoryUrl === undefined
        ? new ProgramTransport(memoryCommand, dataDir)
        : new StreamableHTTPClientTransport(new URL(memoryUrl));
    try {
      await client.connect(transport, { timeout: connectMs, signal: this.#closing.signal });
    } catch (error) {
      await transport.close();
      const reason = transport instanceof ProgramTransport ? transport.complaint : toReason(error);
      throw new Error(`The memory store can’t be opened. ${reason}`.trim(), { cause: error });
    }
    return client;
  }

  async #disconnect(): Promise<void> {
    const connection = this.#client;
    this.#client = undefined;
    const client = await connection?.catch(() => undefined);
    await client?.close().catch(() => undefined);
  }
}
