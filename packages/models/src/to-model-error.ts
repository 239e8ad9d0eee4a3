import { isNativeError } from 'node:util/types';

import { ModelError, type ModelErrorKind } from './model-error.ts';
import { type ThrownFault, toThrownFault } from './thrown-fault.ts';
import { toRetryAfterMs } from './to-retry-after-ms.ts';

const longestQuote = 300;
/** Shorter ones are no secret (`none`, `ollama`), and stand in many a word. */
const shortestSecret = 8;

const patterns = {
  filter: /content[_ -]?filter|content management policy|content_policy|usage policy|moderation|flagged/,
  context:
    /context[_ ]length|context[_ ](?:window|size)|maximum context|prompt is too long|input is too long|too many (?:input )?tokens|input token count|exceeds? the maximum number of tokens|request_too_large/,
  quota: /insufficient[_ ](?:quota|balance|credits?|funds)|credit balance|billing|current quota|out of credits/,
  key: /api[_ -]?key|authentication_error|unauthenticated/,
  overloaded: /overloaded/,
  timeout: /timeout_error|deadline_exceeded/,
  model:
    /model_not_found|\bmodel:|\bmodel\b.{0,220}\b(?:not (?:be )?found|not exist|not supported|unknown)|\bmodels\/\S+ is not found|(?:no such|unknown) model/,
} as const;

/** Which kind of fault a refusal is. Status first; the words tell apart what vendors put under one status. */
const toKind = ({ status, words, message, details }: ThrownFault): ModelErrorKind => {
  const text = `${words} ${message.toLowerCase()}`;
  if (status === 429) {
    // Google speaks of quota for limits by the minute too, and then says when to come back
    const isShort = details.includes('"retryDelay"') && !details.includes('PerDay');
    return patterns.quota.test(text) && !isShort ? 'quota' : 'rate-limit';
  }
  if (status === 402) return 'quota';
  if (status === 408 || status === 504 || patterns.timeout.test(words)) return 'timeout';
  if (patterns.overloaded.test(words)) return 'overloaded';
  if (status < 500 && patterns.filter.test(text)) return 'filter';
  if (status === 401 || status === 403) return 'auth';
  if (status === 413 || patterns.context.test(text)) return 'context';
  if (status >= 500) return 'overloaded';
  if (patterns.quota.test(text)) return 'quota';
  return patterns.key.test(words) || (status === 400 && patterns.key.test(text)) ? 'auth' : 'invalid';
};

const isSecret = (apiKey: string | null): apiKey is string => apiKey !== null && apiKey.length >= shortestSecret;

/** The vendor's sentence as it may be shown: short, on one line, without anything that looks like a key. */
const quote = (message: string, apiKey: string | null): string => {
  const known = isSecret(apiKey) ? message.replaceAll(apiKey, '…') : message;
  const clean = known
    .replaceAll(/(?:\b(?:sk|pk|rk|gsk|xai|key)-|\bAIza|\bBearer\s+)[\w*.-]{6,}/g, '…')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return clean.length > longestQuote ? `${clean.slice(0, longestQuote - 1).trimEnd()}…` : clean;
};

const settings = 'in Settings → Models';

const toSentence = (
  kind: ModelErrorKind,
  title: string,
  { status, told }: { status: number; told: string },
): string => {
  const reason = told === '' ? `status ${status}` : told;
  switch (kind) {
    case 'auth':
      return status === 403
        ? `${title} does not allow this key to do that. Check its rights, and the key ${settings}.`
        : `The key for ${title} was refused. Check it ${settings}.`;
    case 'quota':
      return `The account at ${title} has no quota or credit left. Check its plan and billing.`;
    case 'rate-limit':
      return `${title} limits how often it may be asked. Wait a little, or choose another model.`;
    case 'overloaded':
      return status === 503 || status === 529 || status < 500
        ? `${title} is overloaded. Wait a little, or choose another model.`
        : `${title} failed with status ${status}. Wait a little, or choose another model.`;
    case 'timeout':
      return `${title} did not answer in time. Try again, or choose another model.`;
    case 'context':
      return `The conversation is longer than this model of ${title} takes. Start a new one, or choose another model.`;
    case 'filter':
      return `${title} refused this by its content filter. Put it in other words, or choose another model.`;
    case 'network':
    case 'protocol':
    case 'invalid':
      if (status === 404 && patterns.model.test(told.toLowerCase()))
        return `${title} does not have this model, or not for this key. Choose another model. It said: ${told}`;
      return status === 404 && told === ''
        ? `${title} has nothing at this address. Check the address ${settings}, and the model's name.`
        : `${title} did not accept the request: ${reason}`;
  }
};

/** The error and what caused it, outermost first. */
const toChain = (error: unknown): readonly Error[] => {
  const chain: Error[] = [];
  for (let cause = error; isNativeError(cause) && chain.length < 8; cause = cause.cause) chain.push(cause);
  return chain;
};

const toCode = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*)$/;
const isConnection = /fetch failed|terminated|connection error|socket|network|other side closed/i;

/** Names of what our own fetch refuses to do, however often it is asked; its words say why. */
const refusedByUs: ReadonlySet<string> = new Set(['BlockedAddressError', 'RedirectError']);

const toConnectionError = (chain: readonly Error[], title: string): ModelError | undefined => {
  const cause = chain[0];
  const refused = chain.find(({ name }) => refusedByUs.has(name));
  if (refused) {
    return new ModelError('invalid', `${title} was not asked: ${refused.message} Its address is ${settings}.`, {
      isRefusal: true,
      cause,
    });
  }
  const code = chain.map(toCode).findLast((each) => /^(?:E[A-Z]+|UND_ERR_.*|.*CERT.*)$/.test(each));
  if (code !== undefined && unreachable.test(code)) {
    return new ModelError(
      'network',
      `${title} cannot be reached (${code}). Check its address ${settings}, and the network.`,
      { isRefusal: true, cause },
    );
  }
  if (code?.includes('TIMEOUT') === true || code === 'ETIMEDOUT' || chain.some(({ name }) => name === 'TimeoutError')) {
    return new ModelError('timeout', `${title} did not answer in time. Try again, or choose another model.`, { cause });
  }
  if (code === undefined && !chain.some(({ message }) => isConnection.test(message))) return undefined;
  return new ModelError('network', `The connection to ${title} was lost. Check the network, or try again.`, { cause });
};

/**
 * The one error that a failed call ends with, from whatever the vendor's SDK, the network or a reader threw. Its message
 * names the provider and what to do; it quotes at most 300 characters of the vendor's own words, and never the key.
 */
export const toModelError = (error: unknown, title: string, apiKey: string | null = null): ModelError => {
  const chain = toChain(error);
  const known = chain.find((each) => each instanceof ModelError);
  if (known) return known;
  const fault = toThrownFault(error);
  if (fault) {
    const kind = toKind(fault);
    const retryAfterMs = toRetryAfterMs(fault.headers, fault.details);
    const told = quote(fault.message, apiKey);
    return new ModelError(kind, toSentence(kind, title, { status: fault.status, told }), {
      cause: error,
      // a gateway that gave up waiting does not know what its server did
      isRefusal: kind !== 'timeout',
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  // what quotes the key is not kept, not even as a cause: causes are logged
  if (isSecret(apiKey) && chain.some(({ message }) => message.includes(apiKey))) {
    return new ModelError(
      'auth',
      `The key for ${title} holds characters that no key has. Enter it again ${settings}.`,
      {
        isRefusal: true,
      },
    );
  }
  const lost = toConnectionError(chain, title);
  return lost ?? new ModelError('protocol', `${title} answered in an unexpected way.`, { cause: error });
};
