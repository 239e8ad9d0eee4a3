import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ModelProvider, ModelRequest } from '../model-provider.ts';
import { collectAnswer, collectError } from './collect-answer.ts';
import { type ConformanceSubject, toRequest } from './conformance-subject.ts';
import {
  answerWith,
  openRawServer,
  type RawExchange,
  type RawHandler,
  type RawServer,
  startStream,
} from './raw-server.ts';

/** Resolves with the next exchange, which the handler then goes on with. */
const catchExchange = (server: RawServer, handler: RawHandler): Promise<RawExchange> =>
  new Promise((resolve) => {
    server.handler = async (exchange) => {
      resolve(exchange);
      await handler(exchange);
    };
  });

/** Reads an answer, and aborts at its first text. */
const abortAtText = async (provider: ModelProvider, request: ModelRequest, reason: Error): Promise<void> => {
  const controller = new AbortController();
  for await (const events of provider.stream(request, { signal: controller.signal })) {
    if (events.some(({ type }) => type === 'block-delta')) controller.abort(reason);
  }
};

const describeAborts = (
  subject: ConformanceSubject,
  open: () => { server: RawServer; provider: ModelProvider },
): void => {
  const reason = new Error('The run was cancelled.');

  it.each<[string, RawHandler]>([
    ['before an answer', () => undefined],
    ['before the first event', startStream],
  ])('an abort %s throws its reason and closes the request', async (_, handler) => {
    const { server, provider } = open();
    const controller = new AbortController();
    const caught = catchExchange(server, handler);
    const failed = collectError(provider, toRequest(subject), controller.signal);
    const exchange = await caught;
    controller.abort(reason);
    expect(await failed).toBe(reason);
    await exchange.closed;
  });

  it('an abort between events throws its reason and closes the request', async () => {
    const { server, provider } = open();
    const { head, body } = subject.frames({ text: ['one ', 'two'] });
    const caught = catchExchange(server, (exchange) => {
      startStream(exchange);
      exchange.response.write([...head, ...body].join(''));
    });
    await expect(abortAtText(provider, toRequest(subject), reason)).rejects.toBe(reason);
    await (
      await caught
    ).closed;
  });

  it('a caller who stops reading closes the request', async () => {
    const { server, provider } = open();
    const { head, body } = subject.frames({ text: ['one'] });
    const caught = catchExchange(server, (exchange) => {
      startStream(exchange);
      exchange.response.write([...head, ...body].join(''));
    });
    const stopped = async (): Promise<string> => {
      for await (const events of provider.stream(toRequest(subject), { signal: new AbortController().signal })) {
        const delta = events.find((event) => event.type === 'block-delta');
        if (delta) return delta.text;
      }
      return '';
    };
    expect(await stopped()).toBe('one');
    await (
      await caught
    ).closed;
  });
};

const describeReuse = (subject: ConformanceSubject): void => {
  it('the connection of a whole answer is used again', async () => {
    const { head, body, tail } = subject.frames({ text: ['one ', 'two'] });
    const server = await openRawServer();
    const provider = subject.create({ apiKey: 'key', baseUrl: server.url + subject.basePath, fetch: globalThis.fetch });
    const ports = new Set<number | undefined>();
    server.handler = (exchange) => {
      ports.add(exchange.response.socket?.remotePort);
      startStream(exchange);
      exchange.response.write([...head, ...body, ...tail].join(''));
      // the end comes a little after the last event, as over a network
      setTimeout(() => exchange.response.end(), 5);
    };
    for (let call = 0; call < 6; call += 1) {
      const controller = new AbortController();
      await collectAnswer(provider, toRequest(subject), controller.signal);
      controller.abort();
    }
    await server.close();
    // two in turns: a connection is not free yet when its answer has just ended
    expect(ports.size).toBeLessThanOrEqual(2);
  });
};

const describeBrokenStreams = (
  subject: ConformanceSubject,
  open: () => { server: RawServer; provider: ModelProvider },
): void => {
  const { head, body, tail } = subject.frames({ text: ['one ', 'two'] });

  it.each([
    ['a stream that ends before its end', [...head, ...body].join('')],
    ['an empty stream', ''],
    ['an event that is no JSON', [...head, 'data: {"broken": \n\n', ...body, ...tail].join('')],
    ['an event that is no object', [...head, 'data: 42\n\n', ...body, ...tail].join('')],
  ])('%s is a fault of the protocol', async (_, wire) => {
    const { server, provider } = open();
    server.handler = answerWith(wire);
    expect(await collectError(provider, toRequest(subject))).toMatchObject({ name: 'ModelError', kind: 'protocol' });
  });

  it('a connection that breaks is a fault of the network', async () => {
    const { server, provider } = open();
    server.handler = (exchange) => {
      startStream(exchange);
      exchange.response.write(head.join(''), () => exchange.response.destroy());
    };
    expect(await collectError(provider, toRequest(subject))).toMatchObject({ name: 'ModelError', kind: 'network' });
  });

  it('an endless answer is cut off and its request closed', async () => {
    const { server, provider } = open();
    const piece = 'x'.repeat(2 ** 20);
    const endless = subject.frames({ text: Array.from({ length: 2 }, () => piece) });
    const frame = endless.body.find((each) => each.includes(piece)) ?? '';
    const caught = catchExchange(server, ({ response, ...exchange }) => {
      startStream({ response, ...exchange });
      const write = (): void => {
        while (!response.destroyed && response.write(frame));
      };
      response.on('drain', write);
      response.write(endless.head.join('') + endless.body.slice(0, endless.body.indexOf(frame)).join(''));
      write();
    });
    expect(await collectError(provider, toRequest(subject))).toMatchObject({ kind: 'protocol' });
    await (
      await caught
    ).closed;
  });
};

const describeAddresses = (
  subject: ConformanceSubject,
  open: () => { server: RawServer; provider: ModelProvider },
): void => {
  it('an address where nothing listens is a fault of the network', async () => {
    const closed = await openRawServer();
    await closed.close();
    const provider = subject.create({ apiKey: 'key', baseUrl: closed.url + subject.basePath, fetch: globalThis.fetch });
    const error = await collectError(provider, toRequest(subject));
    expect(error).toMatchObject({ kind: 'network' });
    expect(error.message).toContain('Settings → Models');
  });

  it.each([
    [404, 'text/html', '<html>Not here</html>'],
    [200, 'text/html', '<html>Welcome</html>'],
  ])('a web page (%i) is told as a wrong address', async (status, type, page) => {
    const { server, provider } = open();
    server.handler = ({ response }) => void response.writeHead(status, { 'content-type': type }).end(page);
    const error = await collectError(provider, toRequest(subject));
    expect(error).toMatchObject({ kind: 'invalid' });
    expect(error.message).not.toContain('<html>');
  });

  it('a refusal without an end is read no further than it is used', async () => {
    const { server, provider } = open();
    const caught = catchExchange(server, ({ response }) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', write);
      write();
    });
    expect(await collectError(provider, toRequest(subject))).toMatchObject({ kind: 'overloaded' });
    await (
      await caught
    ).closed;
  });
};

/** What goes wrong between two machines. */
export const describeFaults = (subject: ConformanceSubject): void => {
  describe('faults', () => {
    let server: RawServer;
    let provider: ModelProvider;

    beforeAll(async () => {
      server = await openRawServer();
      provider = subject.create({ apiKey: 'key', baseUrl: server.url + subject.basePath, fetch: globalThis.fetch });
    });
    afterAll(() => server.close());

    const open = () => ({ server, provider });
    describeAborts(subject, open);
    describeReuse(subject);
    describeBrokenStreams(subject, open);
    describeAddresses(subject, open);
  });
};
