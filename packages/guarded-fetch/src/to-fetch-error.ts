import { GuardedFetchError, TimedOutError, UnreachableError } from './guarded-fetch-error.ts';

const maxCauses = 8;

const codeOf = (error: object): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

const toOwn = (error: object, host: string, cause: unknown): GuardedFetchError | undefined => {
  if (error instanceof GuardedFetchError) return error;
  const code = codeOf(error);
  switch (code) {
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return new TimedOutError(`${host} did not take the connection in time.`, { cause });
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return new TimedOutError(`${host} sent nothing for too long.`, { cause });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UnreachableError(`The host ${host} was not found.`, { cause });
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new UnreachableError(`${host} can’t be reached (${code}).`, { cause });
    case 'UND_ERR_SOCKET':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
    case 'ECONNRESET':
    case 'EPIPE':
      return new UnreachableError(`${host} broke off before its answer was whole.`, { cause });
    case '':
      return undefined;
    default:
      return new UnreachableError(`The request to ${host} failed (${code}).`, { cause });
  }
};

/** What an error of the HTTP library means, found along its causes. */
export const toFetchError = (error: unknown, host: string): GuardedFetchError => {
  let current: unknown = error;
  for (let depth = 0; depth < maxCauses && typeof current === 'object' && current !== null; depth += 1) {
    const own = toOwn(current, host, error);
    if (own) return own;
    const errors: unknown = 'errors' in current ? current.errors : undefined;
    current = 'cause' in current && current.cause ? current.cause : Array.isArray(errors) ? errors[0] : undefined;
  }
  return new UnreachableError(`The request to ${host} failed.`, { cause: error });
};
