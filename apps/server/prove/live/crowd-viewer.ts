import { connect, type Socket } from 'node:net';

/** Where the viewers of a process come from and go to. */
export interface CrowdPlace {
  readonly port: number;
  /** Address of this machine that they come from. */
  readonly from: string;
}

/** What became of the viewers of a process. */
export class CrowdLedger {
  open = 0;
  deliveries = 0;
  faultCount = 0;
  readonly faults: string[] = [];
  readonly closed: Record<string, number> = {};
  readonly refusals: Record<string, number> = {};
  readonly ages = Array.from({ length: 3000 }, () => 0);

  addFault(fault: string): void {
    this.faultCount += 1;
    if (this.faults.length < 20) this.faults.push(fault);
  }
}

/** Longest wait before a viewer comes back, so that not all come at once; browsers wait as long. */
const returnMs = 3000;

const count = (counts: Record<string, number>, name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);

/** Of a frame about a run, how long ago the run's id was made. */
const toAgeMs = (data: string): number => {
  const at = data.indexOf('"runIds":["');
  if (at < 0) return NaN;
  const id = data.slice(at + 11, at + 24);
  return Date.now() - Number.parseInt(id.slice(0, 8) + id.slice(9), 16);
};

/**
 * A viewer of a workspace that costs its machine a socket: it has no more than the number of the last frame. Each frame has
 * to be the next one of the same hub, or a reset; cut off, it comes back with the number that it has.
 */
export class CrowdViewer {
  hub = '';
  seq = -1;
  isOpen = false;
  readonly #name: string;
  readonly #key: string;
  readonly #place: CrowdPlace;
  readonly #ledger: CrowdLedger;
  /** What it waits for while it has no stream. */
  waitsFor: 'its turn' | 'a connection' | 'an answer' = 'its turn';
  #text = '';
  #retryMs = 0;

  constructor(
    name: string,
    key: string,
    { place, ledger }: { readonly place: CrowdPlace; readonly ledger: CrowdLedger },
  ) {
    this.#name = name;
    this.#key = key;
    this.#place = place;
    this.#ledger = ledger;
  }

  /** Resolves when it has a stream, or was refused and comes again later. */
  async open(): Promise<void> {
    const { port, from } = this.#place;
    const settled = Promise.withResolvers<void>();
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    this.#text = '';
    this.waitsFor = 'a connection';
    socket.once('connect', () => {
      this.waitsFor = 'an answer';
      socket.write(this.#request());
    });
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      this.#take(socket, bytes.toString('latin1'));
      settled.resolve();
    });
    socket.once('close', () => {
      settled.resolve();
      this.#comeBack();
    });
    await settled.promise;
  }

  #request(): string {
    const last = this.hub === '' ? '' : `last-event-id: ${this.hub}.${this.seq}\r\n`;
    const host = `host: 127.0.0.1:${this.#place.port}\r\n`;
    return `GET /trpc/live.watch HTTP/1.1\r\n${host}accept: text/event-stream\r\nauthorization: Bearer ${this.#key}\r\n${last}\r\n`;
  }

  #take(socket: Socket, text: string): void {
    this.#text += text;
    if (!this.isOpen && !this.#takeHead(socket)) return;
    for (let end = this.#text.indexOf('\n\n'); end >= 0; end = this.#text.indexOf('\n\n')) {
      this.#takeMessage(this.#text.slice(0, end));
      this.#text = this.#text.slice(end + 2);
    }
  }

  /** Whether the answer is a stream. */
  #takeHead(socket: Socket): boolean {
    const end = this.#text.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = this.#text.slice(0, end);
    const status = head.slice(9, 12);
    if (status !== '200') {
      count(this.#ledger.refusals, status);
      this.#retryMs = Number(/\nretry-after: (\d+)/i.exec(head)?.[1] ?? 1) * 1000;
      socket.destroy();
      return false;
    }
    this.#text = this.#text.slice(end + 4);
    this.isOpen = true;
    this.#ledger.open += 1;
    return true;
  }

  #takeMessage(message: string): void {
    const at = message.lastIndexOf('\nid: ');
    if (at < 0) return;
    const id = message.slice(at + 5);
    const dot = id.indexOf('.');
    const [hub, seq] = [id.slice(0, dot), Number(id.slice(dot + 1))];
    const isReset = message.startsWith('data: {"type":"reset"}');
    const isNext = hub === this.hub && seq === this.seq + 1;
    // a reset is for who comes to another hub: at the same one all is kept for longer than this takes
    if (isReset ? hub === this.hub : !isNext) {
      this.#ledger.addFault(
        `viewer ${this.#name}: ${isReset ? 'a reset to ' : ''}${id} came after ${this.hub}.${this.seq}`,
      );
    }
    this.hub = hub;
    this.seq = seq;
    if (isReset) return;
    this.#ledger.deliveries += 1;
    const { ages } = this.#ledger;
    const step = Math.min(Math.max(0, Math.floor(toAgeMs(message) / 10)), ages.length - 1);
    if (!Number.isNaN(step)) ages[step] = (ages[step] ?? 0) + 1;
  }

  #comeBack(): void {
    if (this.isOpen) {
      this.#ledger.open -= 1;
      count(this.#ledger.closed, this.hub);
    } else if (this.#retryMs === 0) {
      count(this.#ledger.refusals, '0');
    }
    this.isOpen = false;
    this.waitsFor = 'its turn';
    setTimeout(() => void this.open(), this.#retryMs + Math.random() * returnMs);
    this.#retryMs = 0;
  }
}
