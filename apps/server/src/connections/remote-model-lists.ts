import type { ConnectionKind } from '@signalbox/contracts';
import { z } from 'zod';

import { AnthropicModel, GoogleModel, OpenaiModel, type RemoteModel } from './remote-model.ts';

/** How a kind of server is asked for its models. */
interface RemoteModelList {
  /** The vendor's own address; null when there is no such thing. */
  readonly vendorUrl: string | null;
  readonly path: string;
  readonly toHeaders: (apiKey: string) => Readonly<Record<string, string>>;
  /** The models of an answer; undefined when it is no list of models. */
  readonly parse: (answer: unknown) => readonly RemoteModel[] | undefined;
}

/** More than any server has; what comes after is left out. */
const maxModels = 5000;

/** Models that don't hold conversations, by the words in their names: servers list them without saying so. */
const notChat =
  /embed|whisper|\btts|dall-e|moderation|rerank|transcri|realtime|audio|imagen?\b|\bveo|\bsora|davinci|babbage|guard/i;

/** What the elements are, without those that can't be read. */
const readAll = (elements: readonly unknown[], schema: z.ZodType<RemoteModel>): readonly RemoteModel[] => {
  const read = elements.slice(0, maxModels).flatMap((element) => {
    const { data } = schema.safeParse(element);
    return data && !notChat.test(data.model) ? [data] : [];
  });
  return [...new Map(read.toReversed().map((model) => [model.model, model])).values()].toReversed();
};

const parseList =
  (field: 'data' | 'models', schema: z.ZodType<RemoteModel>): RemoteModelList['parse'] =>
  (answer) => {
    const { data } = z.object({ [field]: z.array(z.unknown()) }).safeParse(answer);
    const elements = data?.[field];
    return elements && readAll(elements, schema);
  };

const toBearer = (apiKey: string) => ({ authorization: `Bearer ${apiKey}` });

/** How each kind of server is asked for its models. */
export const remoteModelLists: Readonly<Record<ConnectionKind, RemoteModelList>> = {
  anthropic: {
    vendorUrl: 'https://api.anthropic.com',
    path: '/v1/models?limit=1000',
    toHeaders: (apiKey) => ({ 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' }),
    parse: parseList('data', AnthropicModel),
  },
  openai: {
    vendorUrl: 'https://api.openai.com/v1',
    path: '/models',
    toHeaders: toBearer,
    parse: parseList('data', OpenaiModel),
  },
  'openai-compatible': {
    vendorUrl: null,
    path: '/models',
    toHeaders: toBearer,
    parse: parseList('data', OpenaiModel),
  },
  google: {
    vendorUrl: 'https://generativelanguage.googleapis.com',
    path: '/v1beta/models?pageSize=1000',
    toHeaders: (apiKey) => ({ 'x-goog-api-key': apiKey }),
    parse: parseList('models', GoogleModel),
  },
};
