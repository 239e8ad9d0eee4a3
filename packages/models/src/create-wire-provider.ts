import { ModelError } from './model-error.ts';
import type { ModelEvent, ModelProvider, ModelRequest } from './model-provider.ts';
import type { ProviderConnection, ProviderOptions } from './provider-options.ts';
import { readSse } from './read-sse.ts';
import { toModelError } from './to-model-error.ts';

/** Sends a request and answers with what came, unread. Opaque state of other issuers is not sent. */
export type SendRequest = (
  request: ModelRequest,
  options: { readonly issuer: string; readonly signal: AbortSignal },
) => Promise<Response>;

/** Reads one answer's stream, event by event. */
export interface WireReader {
  /** What an event means. Throws `StreamFault` for one that reports a failure, `ModelError` for one that cannot be read. */
  read(data: unknown): readonly ModelEvent[];
  /** What the end of the stream means, for wires without a last event; `isDone`: it said `[DONE]`. */
  end?(isDone: boolean): readonly ModelEvent[];
}

/** What a vendor's wire has of its own. */
export interface Wire extends Required<Pick<ProviderOptions, 'id' | 'title'>> {
  readonly parameters: ModelProvider['parameters'];
  /** Input tokens a model takes, where the table of prices doesn't say. */
  readonly contextWindow: ModelProvider['contextWindow'];
  /** Called with the first request: vendors' SDKs load then. */
  readonly connect: (connection: ProviderConnection) => Promise<SendRequest>;
  /** `issuer`: whose the opaque state is; `title`: the provider as errors name it. */
  readonly createReader: (options: { readonly issuer: string; readonly title: string }) => WireReader;
}

/** What SDKs throw for a refusal, for wires without one: status, how long to wait, and the vendor's words. */
const toRefusal = async (response: Response): Promise<Error> => {
  const { status, headers } = response;
  return Object.assign(new Error(await response.text()), { status, headers });
};

/** A provider over a wire of server-sent events. Throws `ModelError`; an abort throws the signal's reason and closes the request. */
export const createWireProvider = (wire: Wire, options: ProviderOptions): ModelProvider => {
  const { id = wire.id, title = wire.title, connection, price = () => null, models, contextWindow } = options;
  let sending: Promise<SendRequest> | undefined;

  const stream: ModelProvider['stream'] = async function* (request, { signal }) {
    let isDone = false;
    const onDone = (): void => void (isDone = true);
    try {
      const send = await (sending ??= wire.connect(connection));
      const response = await send(request, { issuer: id, signal });
      if (!response.ok) throw await toRefusal(response);
      const reader = wire.createReader({ issuer: id, title });
      for await (const values of readSse(response, { title, signal, onDone })) {
        const events: ModelEvent[] = [];
        try {
          for (const data of values) {
            events.push(...reader.read(data));
            if (events.at(-1)?.type === 'finish') break;
          }
        } finally {
          // also what came before a fault
          if (events.length > 0) yield events;
        }
        signal.throwIfAborted();
        if (events.at(-1)?.type === 'finish') return;
      }
      const events = reader.end?.(isDone) ?? [];
      if (events.length > 0) yield events;
      if (events.at(-1)?.type !== 'finish') {
        throw new ModelError('protocol', `The answer of ${title} was cut off before its end.`);
      }
    } catch (error) {
      signal.throwIfAborted();
      throw toModelError(error, title, connection.apiKey);
    }
  };

  return {
    id,
    title,
    ...(models && { models }),
    parameters: wire.parameters,
    contextWindow: (model) => contextWindow?.(model) ?? wire.contextWindow(model),
    price,
    stream,
  };
};
