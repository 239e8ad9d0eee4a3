import { describe, expect, it } from 'vitest';

import type { ModelEvent, ModelMessage, ModelProvider, OfferedTool } from '../model-provider.ts';
import { collectAnswer, collectError, textOf } from './collect-answer.ts';

const calculator: OfferedTool = {
  name: 'calculator',
  description: 'Performs arithmetic.',
  inputSchema: { type: 'object', additionalProperties: true },
};

/** What a mock server must answer to `question`, and to the result of the call. */
export const question = 'What is 1 + 2?';
export const questionCall = { name: 'calculator', arguments: '{"operation":"add","x":1,"y":2}' };

/** What every provider does, with a wire or without. */
export const describeBasics = (
  name: string,
  open: () => { readonly provider: ModelProvider; readonly model: string },
): void => {
  const toRequest = (messages: readonly ModelMessage[]) => {
    const { provider, model } = open();
    return { provider, request: { model, instructions: '', messages, tools: [calculator], parameters: {} } };
  };
  const ask: ModelMessage = { role: 'user', text: question };

  describe(`basics of ${name}`, () => {
    it('asks for a tool, and answers with its result', async () => {
      const { provider, request } = toRequest([ask]);
      const turn = await collectAnswer(provider, request);
      expect(turn.finish.reason).toBe('tool-calls');
      const [call] = turn.blocks.filter(({ kind }) => kind === 'tool-call');
      expect(JSON.parse(call?.text ?? '')).toEqual(JSON.parse(questionCall.arguments));

      const asked = { type: 'tool-call', callId: 'run.3', tool: 'calculator', arguments: { x: 1 } } as const;
      const result = { callId: 'run.3', tool: 'calculator', text: '3', isError: false };
      const next = toRequest([ask, { role: 'assistant', blocks: [asked] }, { role: 'tool', results: [result] }]);
      const answer = await collectAnswer(next.provider, next.request);
      expect(textOf(answer, 'text')).toContain('3');
      expect(answer.finish.reason).toBe('stop');
    });

    it('throws the reason of an abort, before the call and in its middle', async () => {
      const reason = new Error('The run was cancelled.');
      const { provider, request } = toRequest([ask]);
      expect(await collectError(provider, request, AbortSignal.abort(reason))).toBe(reason);

      const controller = new AbortController();
      const read = async (): Promise<ModelEvent[]> => {
        const events: ModelEvent[] = [];
        for await (const batch of provider.stream(request, { signal: controller.signal })) {
          events.push(...batch);
          controller.abort(reason);
        }
        return events;
      };
      await expect(read()).rejects.toBe(reason);
    });

    it('refuses parameters that it does not know', () => {
      const { parameters } = open().provider;
      expect(parameters.safeParse({}).success).toBe(true);
      expect(parameters.safeParse({ no_such_parameter: 1 }).success).toBe(false);
    });
  });
};
