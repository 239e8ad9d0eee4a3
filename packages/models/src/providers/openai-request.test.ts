import { describe, expect, it } from 'vitest';

import type { ModelMessage, ModelRequest } from '../model-provider.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { OpenaiParameters } from './openai-parameters.ts';
import { toOpenaiRequest } from './openai-request.ts';

const hello: ModelMessage = { role: 'user', text: 'Hi' };

const toBody = (messages: readonly ModelMessage[], rest: Partial<ModelRequest> = {}) =>
  toOpenaiRequest(
    {
      model: 'gpt-5.6',
      instructions: 'Be brief.',
      messages,
      tools: [{ name: 'add', description: 'Adds.', inputSchema: { type: 'object' } }],
      parameters: {},
      ...rest,
    },
    'openai',
  );

describe('a history for OpenAI', () => {
  it('has no reasoning for a model that has none', () => {
    const opaque = { issuer: 'openai', data: { id: 'rs_1', encrypted_content: 'secret' } };
    const blocks = [
      { type: 'thinking' as const, text: '', opaque },
      { type: 'text' as const, text: 'Yes.' },
    ];
    const typesOf = (model: string) => {
      const { input } = toBody([hello, { role: 'assistant', blocks }, hello], { model });
      return Array.isArray(input) ? input.map(({ type }) => type) : input;
    };
    expect(typesOf('gpt-5.6')).toEqual(['message', 'reasoning', 'message', 'message']);
    expect(typesOf('gpt-4.1')).toEqual(['message', 'message', 'message']);
  });

  it('goes back to OpenAI in the order in which it was written, calls under our ids', () => {
    const blocks = [
      {
        type: 'thinking' as const,
        text: 'One.\n\nTwo.',
        opaque: { issuer: 'openai', data: { id: 'rs_1', encrypted_content: 'secret 1' } },
      },
      { type: 'text' as const, text: 'Adding.', opaque: { issuer: 'openai', data: { phase: 'commentary' } } },
      {
        type: 'thinking' as const,
        text: '',
        opaque: { issuer: 'openai', data: { id: 'rs_2', encrypted_content: 'secret 2', after_calls: 1 } },
      },
      { type: 'tool-call' as const, callId: 'run.4', tool: 'add', arguments: { a: 1 } },
      { type: 'tool-call' as const, callId: 'run.5', tool: 'add', arguments: 'no JSON' },
    ];
    const results = [
      { callId: 'run.4', tool: 'add', text: '3', isError: false },
      { callId: 'run.5', tool: 'add', text: 'no number', isError: true },
    ];
    const body = toBody([hello, { role: 'assistant', blocks }, { role: 'tool', results }]);
    expect(body).toMatchObject({
      store: false,
      stream: true,
      include: ['reasoning.encrypted_content'],
      instructions: 'Be brief.',
    });
    expect(body.input).toEqual([
      { type: 'message', role: 'user', content: 'Hi' },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'One.\n\nTwo.' }],
        encrypted_content: 'secret 1',
      },
      { type: 'message', role: 'assistant', content: 'Adding.', phase: 'commentary' },
      { type: 'function_call', call_id: toWireCallId('run.4'), name: 'add', arguments: '{"a":1}' },
      { type: 'reasoning', id: 'rs_2', summary: [], encrypted_content: 'secret 2' },
      { type: 'function_call', call_id: toWireCallId('run.5'), name: 'add', arguments: '{"text":"no JSON"}' },
      { type: 'function_call_output', call_id: toWireCallId('run.4'), output: '3' },
      { type: 'function_call_output', call_id: toWireCallId('run.5'), output: 'Error: no number' },
    ]);
  });

  it('goes back without reasoning that led to nothing, or that another wrote', () => {
    const opaque = { issuer: 'openai', data: { id: 'rs_1', encrypted_content: 'secret' } };
    const assistant = (blocks: Extract<ModelMessage, { role: 'assistant' }>['blocks']) => ({
      role: 'assistant' as const,
      blocks,
    });
    const body = toBody([
      assistant([{ type: 'thinking', text: 'Cut off', opaque }]),
      assistant([
        { type: 'thinking', text: 'Hm', opaque: { ...opaque, issuer: 'anthropic' } },
        { type: 'text', text: 'Yes' },
      ]),
    ]);
    expect(body.input).toEqual([{ type: 'message', role: 'assistant', content: 'Yes' }]);
  });
});

describe('parameters of OpenAI', () => {
  it('go where the API takes them', () => {
    const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
    const parameters = {
      max_output_tokens: 500,
      reasoning: { effort: 'low', summary: 'auto' },
      verbosity: 'low',
      output: { name: 'sum', schema },
    };
    const body = toBody([hello], { parameters });
    expect(body).toMatchObject({
      max_output_tokens: 500,
      reasoning: { effort: 'low', summary: 'auto' },
      text: { verbosity: 'low', format: { type: 'json_schema', name: 'sum', schema, strict: true } },
    });
    expect(body).not.toHaveProperty('output');
  });

  it('are refused when the API has none such or they are out of bounds', () => {
    expect(OpenaiParameters.safeParse({ temperature: 2 }).success).toBe(true);
    expect(OpenaiParameters.safeParse({ temperature: 2.1 }).success).toBe(false);
    expect(OpenaiParameters.safeParse({ max_output_tokens: 1 }).success).toBe(false);
    expect(OpenaiParameters.safeParse({ stop: ['.'] }).success).toBe(false);
  });

  it('do not ask for encrypted reasoning where the model has none', () => {
    const body = toBody([hello], { model: 'gpt-4.1-mini' });
    expect(body).not.toHaveProperty('include');
  });
});
