/** Why a guarded request was refused or given up, in words for whoever asked for it. */
export class GuardedFetchError extends Error {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The address may not be asked: it is no plain http(s) address, or it leads to something that is not on the public internet. */
export class BlockedAddressError extends GuardedFetchError {}

/** The answer leads on to where the request may not follow, or leads on too often. */
export class RedirectError extends GuardedFetchError {}

/** The request or the answer has more bytes than allowed; those of the answer are counted after decompression. */
export class TooLargeError extends GuardedFetchError {}

/** No connection, no answer or no more of it within the time. */
export class TimedOutError extends GuardedFetchError {}

/** The host was not found, did not take the connection, or broke off before the answer was whole. */
export class UnreachableError extends GuardedFetchError {}
