import { isCleanText, type ModelCapabilities } from '@signalbox/contracts';
import { z } from 'zod';

/** A model as its server lists it. */
export interface RemoteModel {
  readonly model: string;
  readonly title: string;
  /** Input tokens it takes; null when the server does not say. */
  readonly contextWindow: number | null;
  /** Output tokens of one answer at most; null when the server does not say. */
  readonly maxOutputTokens: number | null;
  readonly capabilities: ModelCapabilities;
}

const untold: ModelCapabilities = { tools: null, thinking: null, structuredOutput: null, images: null };

/** A model that no server lists: nothing is known of it but its name. */
export const toUnlistedModel = (model: string): RemoteModel => ({
  model,
  title: model,
  contextWindow: null,
  maxOutputTokens: null,
  capabilities: untold,
});

const Name = z.string().trim().min(1).max(200).refine(isCleanText);
const Title = Name.nullable().catch(null);
const Tokens = z.int().positive().nullable().catch(null);
const Flag = z.boolean().nullable().catch(null);
/** An empty list is one that nobody filled in. */
const Words = z.array(z.string()).min(1).nullable().catch(null);
const Supported = z
  .object({ supported: z.boolean() })
  .transform(({ supported }) => supported)
  .nullable()
  .catch(null);

/** As Anthropic lists a model: https://platform.claude.com/docs/en/api/models. Of tools it says nothing. */
export const AnthropicModel = z
  .object({
    id: Name,
    display_name: Title,
    max_input_tokens: Tokens,
    max_tokens: Tokens,
    capabilities: z
      .object({ thinking: Supported, structured_outputs: Supported, image_input: Supported })
      .nullable()
      .catch(null),
  })
  .transform(({ id, display_name: title, max_input_tokens, max_tokens, capabilities }) => ({
    model: id,
    title: title ?? id,
    contextWindow: max_input_tokens,
    maxOutputTokens: max_tokens,
    capabilities: {
      ...untold,
      thinking: capabilities?.thinking ?? null,
      structuredOutput: capabilities?.structured_outputs ?? null,
      images: capabilities?.image_input ?? null,
    },
  }));

/**
 * As servers that speak OpenAI list a model. OpenAI itself, Ollama and LM Studio tell its name alone. vLLM adds
 * `max_model_len`; Groq `context_window` and `max_completion_tokens`: https://console.groq.com/docs/api-reference; Mistral
 * `max_context_length` and `capabilities`: https://docs.mistral.ai/api/#tag/models; OpenRouter and gateways like it the
 * rest: https://openrouter.ai/docs/models.
 */
export const OpenaiModel = z
  .object({
    id: Name,
    max_model_len: Tokens,
    context_length: Tokens,
    context_window: Tokens,
    max_context_length: Tokens,
    max_completion_tokens: Tokens,
    top_provider: z.object({ max_completion_tokens: Tokens }).nullable().catch(null),
    supported_parameters: Words,
    architecture: z.object({ input_modalities: Words }).nullable().catch(null),
    capabilities: z.object({ function_calling: Flag, vision: Flag }).nullable().catch(null),
  })
  .transform((told) => {
    const takes = (parameter: string): boolean | null => told.supported_parameters?.includes(parameter) ?? null;
    return {
      model: told.id,
      title: told.id,
      contextWindow: told.max_model_len ?? told.context_length ?? told.context_window ?? told.max_context_length,
      maxOutputTokens: told.top_provider?.max_completion_tokens ?? told.max_completion_tokens,
      capabilities: {
        tools: takes('tools') ?? told.capabilities?.function_calling ?? null,
        thinking: takes('reasoning'),
        structuredOutput: takes('structured_outputs'),
        images: told.architecture?.input_modalities?.includes('image') ?? told.capabilities?.vision ?? null,
      },
    };
  });

/** As Google lists a model: https://ai.google.dev/api/models. One that answers no conversation is refused. */
export const GoogleModel = z
  .object({
    name: Name,
    displayName: Title,
    inputTokenLimit: Tokens,
    outputTokenLimit: Tokens,
    thinking: Flag,
    supportedGenerationMethods: z.array(z.string()).default(['generateContent']),
  })
  .refine(({ supportedGenerationMethods }) => supportedGenerationMethods.includes('generateContent'))
  .transform(({ name, displayName, inputTokenLimit, outputTokenLimit, thinking }) => {
    const model = name.replace(/^models\//, '');
    return {
      model,
      title: displayName ?? model,
      contextWindow: inputTokenLimit,
      maxOutputTokens: outputTokenLimit,
      capabilities: { ...untold, thinking },
    };
  });
