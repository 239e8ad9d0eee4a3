import { LiveFrame, parseLivePosition, Run, type RunStatus, toPageSchema } from '@signalbox/contracts';

import type { StreamMessage } from '../read-messages.ts';

/** Asks a procedure of the server, again until it answers. */
export type Ask = (procedure: string, input: object) => Promise<unknown>;

const RunPage = toPageSchema(Run);

/** Statuses of runs by their id. */
export type Statuses = ReadonlyMap<string, RunStatus>;

/** All runs of the workspace, page by page, or those that are named. */
export const listStatuses = async (ask: Ask, ids?: readonly string[]): Promise<Map<string, RunStatus>> => {
  const statuses = new Map<string, RunStatus>();
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { limit: 100, ...(ids && { ids }), ...(cursor && { cursor }) };
    const page = RunPage.parse(await ask('runs.list', input));
    for (const { id, status } of page.items) statuses.set(id, status);
    cursor = page.nextCursor;
  }
  return statuses;
};

/**
 * A list of runs as a page keeps it by what the hub says: read at a reset, and then only the rows that changed. Each frame
 * has to be the next one of the same hub, or a reset.
 */
export class HubPage {
  /** What it shows. */
  statuses = new Map<string, RunStatus>();
  readonly faults: string[] = [];
  resets = 0;
  frames = 0;
  readonly #ask: Ask;
  #position = '';
  #reading: Promise<void> = Promise.resolve();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** What to go on from. */
  get position(): string {
    return this.#position;
  }

  /** Resolves when it shows what it was told so far. */
  get shown(): Promise<void> {
    return this.#reading;
  }

  /** Takes a message of the stream; answers with its frame. */
  take({ id, data }: StreamMessage): LiveFrame {
    const frame = LiveFrame.parse(JSON.parse(data));
    if (id === undefined) return frame;
    const { hub } = parseLivePosition(id);
    if (frame.type === 'run-event') {
      if (hub !== this.#position) this.faults.push(`an event at ${hub}, the page is at ${this.#position}`);
      return frame;
    }
    const [name = '', seq = ''] = this.#position.split('.');
    if (frame.type !== 'reset' && hub !== `${name}.${Number(seq) + 1}`)
      this.faults.push(`${hub} came after ${this.#position}`);
    this.#position = hub;
    this.frames += 1;
    this.#show(frame);
    return frame;
  }

  #show(frame: LiveFrame): void {
    if (frame.type === 'reset') this.resets += 1;
    if (frame.type === 'reset' || (frame.type === 'runs-changed' && frame.runIds.length === 0)) {
      this.#reading = this.#reading.then(async () => void (this.statuses = await listStatuses(this.#ask)));
    } else if (frame.type === 'runs-changed') {
      this.#reading = this.#reading.then(() => this.#reread(frame.runIds));
    }
  }

  async #reread(ids: readonly string[]): Promise<void> {
    const rows = await listStatuses(this.#ask, ids);
    for (const id of ids) {
      const status = rows.get(id);
      if (status === undefined) this.statuses.delete(id);
      else this.statuses.set(id, status);
    }
  }
}

/** Where the page differs from what is stored. */
export const judgePage = (shown: ReadonlyMap<string, string>, stored: Statuses): string[] =>
  [...new Set([...shown.keys(), ...stored.keys()])].flatMap((id) => {
    const [here, there] = [shown.get(id), stored.get(id)];
    return here === there ? [] : [`${id}: the page shows ${here ?? 'nothing'}, stored is ${there ?? 'nothing'}`];
  });
