export { createGuardedFetch, type GuardedFetch, type GuardedFetchOptions } from './create-guarded-fetch.ts';
export {
  BlockedAddressError,
  GuardedFetchError,
  RedirectError,
  TimedOutError,
  TooLargeError,
  UnreachableError,
} from './guarded-fetch-error.ts';
export { parseAllowEntry } from './parse-allow-entry.ts';
