import {
  type Content,
  type GenerateContentConfig,
  type GenerateContentParameters,
  HarmBlockThreshold,
  HarmCategory,
  type Part,
  type SafetySetting,
  ThinkingLevel,
} from '@google/genai';
import { z } from 'zod';

import type { ModelMessage, ModelRequest } from '../model-provider.ts';
import { parseParameters } from '../parse-parameters.ts';
import { toArgumentObject } from '../to-argument-object.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { GoogleParameters } from './google-parameters.ts';

type AssistantBlock = Extract<ModelMessage, { role: 'assistant' }>['blocks'][number];

/** What a block of a turn keeps for Google. */
const GoogleState = z.object({ thoughtSignature: z.string() });

/** Stands for the signature of a call that Gemini did not make itself (documented for histories from other models). */
const foreignSignature = 'skip_thought_signature_validator';
/** Models that do not insist on the signatures of calls, and refuse JSON of a schema beside tools; all newer ones do. */
const isOlder = /gemini-[12]\b|gemma/;
/** Models that think, and refuse nothing about it. */
const thinks = /gemini-(?:2\.5|[3-9])(?!.*(?:image|tts|audio|live|embedding))/;

const toSignature = (block: AssistantBlock, issuer: string): { thoughtSignature?: string } => {
  if (block.opaque?.issuer !== issuer) return {};
  return GoogleState.safeParse(block.opaque.data).data ?? {};
};

const toPart = (block: AssistantBlock, issuer: string): Part[] => {
  const signature = toSignature(block, issuer);
  switch (block.type) {
    case 'tool-call':
      return [
        {
          functionCall: { id: toWireCallId(block.callId), name: block.tool, args: toArgumentObject(block.arguments) },
          ...signature,
        },
      ];
    case 'thinking':
      return signature.thoughtSignature === undefined ? [] : [{ text: block.text, thought: true, ...signature }];
    case 'text':
    case 'refusal':
      return block.text === '' && signature.thoughtSignature === undefined ? [] : [{ text: block.text, ...signature }];
  }
};

/** A turn; of parallel calls Gemini signs the first only. */
const toModelContent = (blocks: readonly AssistantBlock[], request: ModelRequest, issuer: string): Content[] => {
  const parts = blocks.flatMap((block) => toPart(block, issuer));
  const calls = parts.filter((part) => part.functionCall);
  const first = calls[0];
  const isForeign = first && calls.every((part) => part.thoughtSignature === undefined);
  if (isForeign && !isOlder.test(request.model)) first.thoughtSignature = foreignSignature;
  return parts.length > 0 ? [{ role: 'model', parts }] : [];
};

const toContents = (request: ModelRequest, issuer: string): Content[] => {
  const contents = request.messages.flatMap((message): Content[] => {
    switch (message.role) {
      case 'user':
        // a part without text is refused
        return [{ role: 'user', parts: [{ text: message.text === '' ? '…' : message.text }] }];
      case 'assistant':
        return toModelContent(message.blocks, request, issuer);
      case 'tool': {
        const parts = message.results.map(({ callId, tool, text, isError }) => ({
          functionResponse: {
            id: toWireCallId(callId),
            name: tool,
            response: isError ? { error: text } : { output: text },
          },
        }));
        return [{ role: 'user', parts }];
      }
    }
  });
  // a call must follow a user's turn, and the beginning of a long history is left out
  if (contents[0]?.role === 'model') contents.unshift({ role: 'user', parts: [{ text: '…' }] });
  return contents;
};

const categories = {
  harassment: HarmCategory.HARM_CATEGORY_HARASSMENT,
  hateSpeech: HarmCategory.HARM_CATEGORY_HATE_SPEECH,
  sexuallyExplicit: HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT,
  dangerousContent: HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT,
} as const;

const toSafetySettings = (safety: NonNullable<GoogleParameters['safety']>): SafetySetting[] => {
  const settings: SafetySetting[] = [];
  for (const name of ['harassment', 'hateSpeech', 'sexuallyExplicit', 'dangerousContent'] as const) {
    const threshold = safety[name];
    if (threshold) settings.push({ category: categories[name], threshold: HarmBlockThreshold[threshold] });
  }
  return settings;
};

/** Where the schema of an answer goes: older models that have tools are told of it in words. */
const toOutput = (
  { model, tools, instructions }: ModelRequest,
  output: GoogleParameters['output'],
): Pick<GenerateContentConfig, 'systemInstruction' | 'responseMimeType' | 'responseJsonSchema'> => {
  const isTold = output !== undefined && tools.length > 0 && isOlder.test(model);
  const asked = isTold
    ? `When you need no more tools, answer with nothing but JSON, without a code fence, that fits this JSON Schema: ${JSON.stringify(output.schema)}`
    : '';
  const systemInstruction = [instructions, asked].filter((text) => text !== '').join('\n\n');
  return {
    ...(systemInstruction !== '' && { systemInstruction }),
    ...(output && !isTold && { responseMimeType: 'application/json', responseJsonSchema: output.schema }),
  };
};

const toConfig = (request: ModelRequest): GenerateContentConfig => {
  const { thinkingConfig, safety, output, ...parameters } = parseParameters(GoogleParameters, request.parameters);
  const { thinkingLevel, ...thinking } = thinkingConfig ?? {};
  const doesThink = thinkingConfig !== undefined || thinks.test(request.model);
  return {
    ...parameters,
    ...toOutput(request, output),
    ...(request.tools.length > 0 && {
      tools: [
        {
          functionDeclarations: request.tools.map(({ name, description, inputSchema }) => ({
            name,
            description,
            parametersJsonSchema: inputSchema,
          })),
        },
      ],
    }),
    ...(doesThink && {
      thinkingConfig: {
        includeThoughts: thinking.thinkingBudget !== 0,
        ...thinking,
        ...(thinkingLevel && { thinkingLevel: ThinkingLevel[thinkingLevel] }),
      },
    }),
    ...(safety && { safetySettings: toSafetySettings(safety) }),
    automaticFunctionCalling: { disable: true },
    automaticContinuation: false,
  };
};

/** The request as the SDK of the Gemini API takes it. */
export const toGoogleRequest = (request: ModelRequest, issuer: string): GenerateContentParameters => ({
  model: request.model,
  contents: toContents(request, issuer),
  config: toConfig(request),
});
