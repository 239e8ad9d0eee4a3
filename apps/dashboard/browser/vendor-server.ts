import { LLMock, type Mountable } from '@copilotkit/aimock';

import { startHeldAnswers } from './held-answers.ts';

/** The one key that it takes. */
export const vendorKey = 'sk-vendor-key-0123456789abcdef';

/** What it thinks before it calls its tools, in many pieces. */
export const vendorThought =
  'The question has two parts that do not need each other. I ask for both at once, then I put the sums together.';

/** What it answers to the question, when it has the results. */
export const vendorAnswer = 'The results are 15 and 56.';

export const vendorQuestion = 'What is 5 + 10, and what is 7 * 8?';

const toUsage = (input: number, output: number) => ({
  prompt_tokens: input,
  completion_tokens: output,
  input_tokens: input,
  output_tokens: output,
  promptTokenCount: input,
  candidatesTokenCount: output,
});

/** Lists models in a vendor's form where the mock has nothing, or names alone. */
const toList = (list: object): Mountable => ({
  handleRequest: async ({ method }, response, path) => {
    if (method !== 'GET' || path !== '/') return false;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(list));
    return true;
  },
});

/** What only Ollama answers: its version. */
const ollamaVersion: Mountable = {
  handleRequest: async (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ version: '0.12.0' }));
    return true;
  },
};

interface VendorOptions {
  readonly model: string;
  /** What its list tells of the model beside the name, as the vendor does: nothing unless said. */
  readonly told?: object;
  /** Whether it asks for the key; it does unless said. */
  readonly wantsKey?: boolean;
}

/**
 * A third-party mock of the vendors' servers that offers one model: it thinks, calls two tools at once, and answers. `hold`
 * keeps it in the middle of its thought until what `hold` answers is called.
 */
export const startVendorServer = async ({ model, told, wantsKey = true }: VendorOptions) => {
  const mock = new LLMock({ port: 0, chunkSize: 6, latency: 40, ...(wantsKey && { auth: { apiKeys: [vendorKey] } }) });
  mock.mount('/v1/models', toList({ object: 'list', data: [{ id: model, ...told }] }));
  mock.mount('/v1beta/models', toList({ models: [{ name: `models/${model}`, ...told }] }));
  mock.mount('/api/version', ollamaVersion);
  mock.on(
    { model, hasToolResult: false },
    {
      reasoning: vendorThought,
      toolCalls: [
        { name: 'calculator', arguments: '{"operation":"add","x":5,"y":10}' },
        { name: 'calculator', arguments: '{"operation":"multiply","x":7,"y":8}' },
      ],
      usage: toUsage(1200, 300),
    },
  );
  mock.on({ model, hasToolResult: true }, { content: vendorAnswer, usage: toUsage(1500, 40) });
  const { url, hold, close } = await startHeldAnswers(await mock.start());
  const stop = async (): Promise<void> => {
    await close();
    await mock.stop();
  };
  return { url, hold, stop };
};
