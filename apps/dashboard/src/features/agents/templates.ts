import type { AgentSpecInput } from '@signalbox/contracts';

interface Template {
  readonly value: string;
  readonly title: string;
  readonly description: string;
  readonly spec: AgentSpecInput;
}

/** What a new agent may begin as. All of them run on the workspace's default model until another is chosen. */
export const templates: readonly Template[] = [
  { value: 'blank', title: 'Blank', description: 'No instructions and no tools.', spec: {} },
  {
    value: 'tools',
    title: 'Assistant with tools',
    description: 'Answers briefly, and may use every tool that is switched on.',
    spec: {
      instructions:
        'You are a helpful assistant. Use the tools you have whenever they give a surer answer than you can.\nAnswer briefly and plainly. Say so when you do not know something.',
      tools: 'all',
    },
  },
  {
    value: 'json',
    title: 'Answers as JSON',
    description: 'Sorts a message into a category, as JSON that a program can read.',
    spec: {
      instructions:
        'You sort the messages of {{company}}’s customers. Choose the category that fits best, and say in one sentence why.',
      variables: [{ name: 'company', default: 'our company' }],
      output: {
        name: 'category',
        schema: {
          type: 'object',
          properties: {
            category: { type: 'string', enum: ['question', 'complaint', 'order', 'other'] },
            reason: { type: 'string' },
          },
          required: ['category', 'reason'],
          additionalProperties: false,
        },
      },
    },
  },
];
