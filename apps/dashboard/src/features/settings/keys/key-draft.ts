import type { ApiKey, ApiKeyScope, ErrorIssue } from '@signalbox/contracts';

import { toWidestScope } from './scopes.ts';

/** When a key ends: after so many days, on a day, never, or as it is. */
export type Expiry = '7' | '30' | '90' | '365' | 'day' | 'never' | 'as-is';

/** A key as it is written in its form. */
export interface KeyDraft {
  readonly name: string;
  readonly scope: ApiKeyScope;
  readonly expiry: Expiry;
  /** Of the calendar, `2026-11-28`, for the expiry on a day. */
  readonly day: string;
  readonly requestsPerMinute: string;
}

export type KeyFaults = Partial<Record<'name' | 'day' | 'requestsPerMinute', string>>;

const dayMs = 86_400_000;
const maxRequests = 10_000_000;

/** What the form begins with: a new key, or one that there is. */
export const toKeyDraft = (known: ApiKey | null): KeyDraft => ({
  name: known?.name ?? '',
  scope: known ? toWidestScope(known.scopes) : 'run',
  expiry: known ? 'as-is' : '90',
  day: '',
  requestsPerMinute: known?.requestsPerMinute?.toString() ?? '',
});

const parseRequests = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** The end of the day where the browser is. */
const toEndOfDay = (day: string): number => Date.parse(`${day}T23:59:59`);

/** What is wrong with the draft, by field. */
export const findKeyFaults = ({ name, expiry, day, requestsPerMinute }: KeyDraft, nowMs: number): KeyFaults => {
  const requests = parseRequests(requestsPerMinute);
  const isCount = requests === null || (Number.isInteger(requests) && requests >= 1 && requests <= maxRequests);
  return {
    ...(name.trim() === '' && { name: 'Name must not be empty: say what the key is for.' }),
    ...(expiry === 'day' && !(toEndOfDay(day) > nowMs) && { day: 'Choose today or a later day.' }),
    ...(!isCount && { requestsPerMinute: 'Requests must be a whole number from 1 to 10,000,000.' }),
  };
};

/** When a key of the draft ends; null for never, undefined where it stays as it is. */
export const toExpiresAt = (
  { expiry, day }: Pick<KeyDraft, 'expiry' | 'day'>,
  nowMs: number,
): string | null | undefined => {
  if (expiry === 'as-is') return undefined;
  if (expiry === 'never') return null;
  return new Date(expiry === 'day' ? toEndOfDay(day) : nowMs + Number(expiry) * dayMs).toISOString();
};

/** The draft as the server takes a new key. */
export const toNewKey = (draft: KeyDraft, nowMs: number) => ({
  name: draft.name,
  scopes: [draft.scope],
  expiresAt: toExpiresAt(draft, nowMs) ?? null,
  requestsPerMinute: parseRequests(draft.requestsPerMinute),
});

/** The draft as the server takes a change. */
export const toKeyChange = (draft: KeyDraft, nowMs: number) => {
  const expiresAt = toExpiresAt(draft, nowMs);
  return {
    name: draft.name,
    requestsPerMinute: parseRequests(draft.requestsPerMinute),
    ...(expiresAt !== undefined && { expiresAt }),
  };
};

/** What the server found wrong, at the fields of the form. */
export const toKeyFaults = (issues: readonly ErrorIssue[]): KeyFaults => {
  const find = (field: string): string | undefined => issues.find(({ path }) => path === field)?.message;
  const [name, day, requests] = [find('name'), find('expiresAt'), find('requestsPerMinute')];
  return {
    ...(name !== undefined && { name: `Name ${name}.` }),
    ...(day !== undefined && { day: `Expiry ${day}.` }),
    ...(requests !== undefined && { requestsPerMinute: `Requests ${requests}.` }),
  };
};
