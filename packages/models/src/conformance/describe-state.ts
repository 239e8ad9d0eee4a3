import { type ContentBlock, JsonValue } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ModelMessage, ModelProvider, ToolCallBlock } from '../model-provider.ts';
import { collectAnswer, type CollectedBlock } from './collect-answer.ts';
import { type ConformanceSubject, toRequest } from './conformance-subject.ts';
import { answerWith, openRawServer, type RawServer } from './raw-server.ts';
import { toWireText } from './wire-answer.ts';

const thought = { text: 'First one, then the other.', state: 'c3RhdGUtb2YtdGhlLXZlbmRvcg==' };

/** A block as the engine keeps it. */
const toHistory = ({ kind, tool = '', text, opaque }: CollectedBlock, index: number): ContentBlock | ToolCallBlock => {
  const state = opaque && { opaque };
  if (kind !== 'tool-call') return { type: kind, text, ...state };
  return {
    type: 'tool-call',
    callId: `run.${index}`,
    tool,
    arguments: JsonValue.parse(JSON.parse(text || '{}')),
    ...state,
  };
};

const toResults = (blocks: readonly (ContentBlock | ToolCallBlock)[]): ModelMessage => ({
  role: 'tool',
  results: blocks.flatMap((block) =>
    block.type === 'tool-call' ? [{ callId: block.callId, tool: block.tool, text: '3', isError: false }] : [],
  ),
});

/** State that only its issuer can read. */
export const describeState = (subject: ConformanceSubject): void => {
  describe('opaque state', () => {
    let server: RawServer;
    let provider: ModelProvider;
    let sent = '';

    beforeAll(async () => {
      server = await openRawServer();
      provider = subject.create({ apiKey: 'key', baseUrl: server.url + subject.basePath, fetch: globalThis.fetch });
    });
    afterAll(() => server.close());

    const serve = (wire: string): void => {
      server.handler = (exchange) => {
        sent = exchange.body;
        return answerWith(wire)(exchange);
      };
    };

    const openTurn = async (): Promise<(ContentBlock | ToolCallBlock)[]> => {
      const calls = [{ id: 'call_1', tool: 'add', pieces: ['{"x":1}'] }];
      serve(toWireText(subject.frames({ thought, calls })));
      return (await collectAnswer(provider, toRequest(subject))).blocks.map(toHistory);
    };

    /** Sends the turn back with its results, and reads the next. */
    const goOn = async (blocks: Awaited<ReturnType<typeof openTurn>>): Promise<void> => {
      serve(toWireText(subject.frames({ text: ['Done.'] })));
      const messages: ModelMessage[] = [
        { role: 'user', text: 'add' },
        { role: 'assistant', blocks },
        toResults(blocks),
      ];
      await collectAnswer(provider, toRequest(subject, { messages }));
    };

    it('is kept under the provider’s id and sent back', async () => {
      const blocks = await openTurn();
      const issuers = blocks.flatMap(({ opaque }) => (opaque ? [opaque.issuer] : []));
      expect(new Set(issuers)).toEqual(new Set([provider.id]));
      await goOn(blocks);
      expect(sent).toContain(JSON.stringify(subject.toEcho(thought)));
    });

    it('of somebody else is not sent', async () => {
      const blocks = (await openTurn()).map((block) => ({
        ...block,
        ...(block.opaque && { opaque: { ...block.opaque, issuer: 'somebody-else' } }),
      }));
      await goOn(blocks);
      expect(sent).not.toContain(subject.toEcho(thought));
      expect(sent).toContain('add');
    });
  });
};
