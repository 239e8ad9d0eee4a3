import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import {
  deserializeMessage,
  type JSONRPCMessage,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/client';
import { getDefaultEnvironment } from '@modelcontextprotocol/client/stdio';

/** Longest message, and what a program may be behind with. */
const maxBytes = 10 * 1024 * 1024;
/** Lines that are no messages: a greeting or a warning is passed over, a program that goes on so is ended. */
const maxNoise = 100;
/** Time that a program gets to end by itself when its input ends. */
const farewellMs = 500;

/**
 * MCP over the standard input and output of a program that a shell starts. In place of the SDK's transport, which
 * reads nonsense as fast as it comes and leaves what the shell has started.
 */
export class ProgramTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #command: string;
  readonly #folder: string;
  #program: ChildProcessByStdio<Writable, Readable, Readable> | undefined;
  /** It has ended, and all that it said was read. */
  #gone = Promise.resolve();
  #unread = '';
  #noise = 0;
  #complaint = '';

  constructor(command: string, folder: string) {
    this.#command = command;
    this.#folder = folder;
  }

  /** The end of what the program said on its standard error. */
  get complaint(): string {
    return this.#complaint.trim();
  }

  async start(): Promise<void> {
    const program = spawn('/bin/sh', ['-c', this.#command], {
      cwd: this.#folder,
      // none of this program's settings and keys
      env: getDefaultEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      // a group of its own, so that all that the shell starts can be ended
      detached: true,
    });
    this.#program = program;
    program.stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    program.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (this.#complaint = (this.#complaint + text).slice(-300)));
    program.stdin.on('error', (error) => this.onerror?.(error));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gone = promise;
    program.on('close', () => {
      resolve();
      this.onclose?.();
    });
    program.on('error', (error) => this.onerror?.(error));
    await once(program, 'spawn');
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const input = this.#program?.stdin;
    if (!input?.writable || input.writableLength > maxBytes) throw new Error('The program does not listen.');
    input.write(serializeMessage(message));
  }

  async close(): Promise<void> {
    this.#program?.stdin.end();
    await Promise.race([this.#gone, delay(farewellMs)]);
    this.#kill();
    await Promise.race([this.#gone, delay(farewellMs)]);
  }

  #kill(): void {
    const { pid, exitCode, signalCode } = this.#program ?? {};
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // it has ended this moment
    }
  }

  #read(text: string): void {
    this.#unread += text;
    if (this.#unread.length > maxBytes) return this.#giveUp();
    if (!text.includes('\n')) return;
    const lines = this.#unread.split('\n');
    this.#unread = lines.pop() ?? '';
    for (const line of lines) {
      if (this.#noise > maxNoise) return;
      this.#take(line);
    }
  }

  #take(line: string): void {
    let message: JSONRPCMessage;
    try {
      message = deserializeMessage(line);
    } catch {
      this.#noise += 1;
      if (this.#noise > maxNoise) this.#giveUp();
      return;
    }
    this.onmessage?.(message);
  }

  #giveUp(): void {
    this.#complaint = 'It says what no memory store says.';
    this.#unread = '';
    this.#program?.stdout.destroy();
    this.#kill();
  }
}
