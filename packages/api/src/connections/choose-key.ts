import type { UpdateConnectionInput } from '@signalbox/contracts';
import type { StoredConnection } from '@signalbox/database';

import type { ConnectionShelf } from '../services.ts';
import { toInvalidField } from '../to-app-error.ts';

interface ChosenKey {
  readonly sealedKey: string | null;
  readonly keyHint: string | null;
  /** For the audit log. */
  readonly keyChange: 'entered' | 'kept' | 'none';
}

const originOf = (baseUrl: string | null): string | null => baseUrl && new URL(baseUrl).origin;

/** A key goes only where it was entered for: else whoever may change the address could read it there. */
const checkSamePlace = (input: UpdateConnectionInput, old: StoredConnection): void => {
  const isSame = input.kind === old.kind && originOf(input.baseUrl) === originOf(old.baseUrl);
  if (isSame) return;
  throw toInvalidField('apiKey', 'must be entered again, since the kind or the address is another one');
};

/**
 * The key that a saved connection has: the one that was entered, else the one that it had, for the same kind and origin
 * only. Throws `request.invalid` when the connection can't work without what is missing.
 */
export const chooseKey = (
  shelf: ConnectionShelf,
  input: UpdateConnectionInput & { readonly workspaceId: string },
  old: StoredConnection | undefined,
): ChosenKey => {
  const { kind, baseUrl, apiKey } = input;
  if (kind === 'openai-compatible' && baseUrl === null)
    throw toInvalidField('baseUrl', 'is needed: the address of the server, such as http://127.0.0.1:11434/v1');
  if (typeof apiKey === 'string') return { ...shelf.sealKey(input, apiKey), keyChange: 'entered' };
  if (apiKey === undefined && old && old.sealedKey !== null) {
    checkSamePlace(input, old);
    return { sealedKey: old.sealedKey, keyHint: old.keyHint, keyChange: 'kept' };
  }
  if (baseUrl === null) throw toInvalidField('apiKey', 'is needed: the vendor answers nobody without one');
  return { sealedKey: null, keyHint: null, keyChange: 'none' };
};
