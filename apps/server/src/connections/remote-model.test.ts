import { expect, test } from 'vitest';

import { AnthropicModel, GoogleModel, OpenaiModel, toUnlistedModel } from './remote-model.ts';

const untold = { tools: null, thinking: null, structuredOutput: null, images: null };
const [yes, no] = [{ supported: true }, { supported: false }];

test('Anthropic: what it tells of a model, and nothing of tools, of which it says nothing', () => {
  const listed = {
    type: 'model',
    id: 'claude-x',
    display_name: 'Claude X',
    created_at: '2026-02-04T00:00:00Z',
    max_input_tokens: 1_000_000,
    max_tokens: 128_000,
    capabilities: {
      batch: yes,
      image_input: yes,
      structured_outputs: no,
      thinking: { supported: true, types: { adaptive: yes, enabled: no } },
    },
  };
  expect(AnthropicModel.parse(listed)).toEqual({
    model: 'claude-x',
    title: 'Claude X',
    contextWindow: 1_000_000,
    maxOutputTokens: 128_000,
    capabilities: { tools: null, thinking: true, structuredOutput: false, images: true },
  });
  expect(AnthropicModel.parse({ ...listed, capabilities: null }).capabilities).toEqual(untold);
});

test('Google: limits and thinking', () => {
  const listed = {
    name: 'models/gemini-x',
    version: '3.5',
    displayName: 'Gemini X',
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
    thinking: true,
  };
  expect(GoogleModel.parse(listed)).toEqual({
    model: 'gemini-x',
    title: 'Gemini X',
    contextWindow: 1_048_576,
    maxOutputTokens: 65_536,
    capabilities: { ...untold, thinking: true },
  });
});

test('OpenRouter: its list of parameters is whole, so what is not in it is not there', () => {
  const listed = {
    id: 'org/chat',
    name: 'Org: Chat',
    context_length: 262_144,
    architecture: { modality: 'text+image->text', input_modalities: ['text', 'image'], output_modalities: ['text'] },
    top_provider: { context_length: 262_144, max_completion_tokens: 32_768, is_moderated: false },
    supported_parameters: ['max_tokens', 'reasoning', 'response_format', 'temperature', 'tool_choice', 'tools'],
  };
  expect(OpenaiModel.parse(listed)).toEqual({
    model: 'org/chat',
    title: 'org/chat',
    contextWindow: 262_144,
    maxOutputTokens: 32_768,
    capabilities: { tools: true, thinking: true, structuredOutput: false, images: true },
  });
  const empty = { ...listed, supported_parameters: [], architecture: { input_modalities: [] } };
  expect(OpenaiModel.parse(empty).capabilities).toEqual(untold);
});

test('Mistral, Groq and vLLM: each in its own words', () => {
  const capabilities = { completion_chat: true, function_calling: true, vision: false };
  expect(OpenaiModel.parse({ id: 'm', max_context_length: 131_072, capabilities })).toMatchObject({
    contextWindow: 131_072,
    maxOutputTokens: null,
    capabilities: { ...untold, tools: true, images: false },
  });
  expect(OpenaiModel.parse({ id: 'g', context_window: 131_072, max_completion_tokens: 65_536 })).toMatchObject({
    contextWindow: 131_072,
    maxOutputTokens: 65_536,
    capabilities: untold,
  });
  expect(OpenaiModel.parse({ id: 'v', object: 'model', root: '/models/v', max_model_len: 8192 })).toEqual({
    ...toUnlistedModel('v'),
    contextWindow: 8192,
  });
});

test('what can’t be read is not known, field by field, and takes nothing else with it', () => {
  expect(OpenaiModel.parse({ id: 'gpt-x', object: 'model', created: 1, owned_by: 'openai' })).toEqual(
    toUnlistedModel('gpt-x'),
  );
  const odd = {
    id: 'odd',
    context_length: -1,
    max_completion_tokens: '4096',
    top_provider: 'none',
    supported_parameters: 'tools',
    architecture: { input_modalities: ['text', 7] },
    capabilities: ['tool_use'],
  };
  expect(OpenaiModel.parse(odd)).toEqual(toUnlistedModel('odd'));
  const flags = { function_calling: 'yes', vision: true };
  expect(OpenaiModel.parse({ ...odd, capabilities: flags }).capabilities).toEqual({ ...untold, images: true });
  const thinking = { id: 'claude-y', max_tokens: 0, capabilities: { thinking: yes, image_input: true } };
  expect(AnthropicModel.parse(thinking)).toEqual({
    ...toUnlistedModel('claude-y'),
    capabilities: { ...untold, thinking: true },
  });
  expect(GoogleModel.parse({ name: 'models/y', thinking: 'yes', displayName: '' })).toEqual(toUnlistedModel('y'));
});
