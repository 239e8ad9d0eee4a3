import {
  AppError,
  applyRunEvent,
  emptyRunState,
  type FinishReason,
  inputTokens,
  type ModelUsage,
  outputTokens,
  type RunEvent,
  type RunState,
  type StartedRun,
} from '@signalbox/contracts';
import { z } from 'zod';

import { toRunFailure } from '../runs/to-run-failure.ts';

const Usage = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
  prompt_tokens_details: z.object({ cached_tokens: z.int() }),
  completion_tokens_details: z.object({ reasoning_tokens: z.int() }),
});

const finishReasons = {
  stop: 'stop',
  'tool-calls': 'stop',
  length: 'length',
  filter: 'content_filter',
} as const satisfies Record<FinishReason, string>;

const example = {
  id: 'chatcmpl-019aa514-3c1f-7b04-9d3a-52f1c6a8e0b7',
  object: 'chat.completion',
  created: 1_795_262_280,
  model: 'assistant',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'The result is 15.', refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: {
    prompt_tokens: 412,
    completion_tokens: 61,
    total_tokens: 473,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  },
  run_id: '019aa514-3c1f-7b04-9d3a-52f1c6a8e0b7',
  conversation_id: '019aa514-3c1f-7b03-8f10-9b7d04e2a6c5',
};

/** The answer of a run, as a chat completion. */
export const ChatCompletion = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().describe('The texts of all turns of the run; with a response_format, the answer alone.'),
          refusal: z.null(),
          reasoning_content: z.string().optional().describe('The model’s thoughts, when it shows them.'),
        }),
        logprobs: z.null(),
        finish_reason: z.enum(Object.values(finishReasons)),
      }),
    ),
    usage: Usage.describe('Of all model calls of the run.'),
    run_id: z.string(),
    conversation_id: z.string().describe('To go on with it, as metadata.conversation_id.'),
  })
  .meta({
    description: 'The answer; with `stream`, its pieces as server-sent events.',
    examples: [example],
  });

/** Tokens in the buckets that OpenAI's clients know: reasoning is part of the completion, what was cached of the prompt. */
export const toOpenaiUsage = (usage: ModelUsage): z.infer<typeof Usage> => {
  const prompt = inputTokens(usage);
  const completion = outputTokens(usage);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: usage.inputCacheRead },
    completion_tokens_details: { reasoning_tokens: usage.outputReasoning },
  };
};

/** What every piece of an answer says of the run. */
export const toAnswerHead = ({ runId, conversationId }: StartedRun, model: string) => ({
  id: `chatcmpl-${runId}`,
  created: Math.floor(Date.now() / 1000),
  model,
  run_id: runId,
  conversation_id: conversationId,
});

/** Reads a run's log for what a completion says of its end. */
export class RunReader {
  readonly state: RunState = emptyRunState();
  #finish: FinishReason = 'stop';

  get finishReason(): (typeof finishReasons)[FinishReason] {
    return finishReasons[this.#finish];
  }

  /** Throws why there will be no answer: the run failed, or waits for a person, whom this protocol can't ask. */
  read(event: RunEvent): void {
    applyRunEvent(this.state, event);
    if (event.type === 'model-call-end') this.#finish = event.payload.finish;
    const failure = event.type === 'run-end' ? toRunFailure(event.payload) : undefined;
    if (failure) throw failure;
    if (this.state.status !== 'waiting') return;
    throw new AppError(
      'run.not-ended',
      'The run waits for a person’s decision, which the Inbox shows. It goes on then.',
    );
  }

  /** Throws when the log has no end yet: the server stops. */
  assertEnded(): void {
    if (this.state.end) return;
    throw new AppError('server.stopping', 'The server stops. The run goes on when it starts again.');
  }
}
