import type { Connection, UpdateConnectionInput } from '@signalbox/contracts';

import type { Vendor } from './vendors.ts';

/** What the form of a connection holds. */
export interface ConnectionDraft {
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The key that there is goes. */
  readonly removesKey: boolean;
}

/** What is wrong in the form, by its fields. */
export type DraftFaults = Partial<Record<'name' | 'baseUrl' | 'apiKey', string>>;

export const toDraft = (vendor: Vendor, known: Connection | null): ConnectionDraft => ({
  name: known?.name ?? vendor.name ?? '',
  baseUrl: known ? (known.baseUrl ?? '') : vendor.baseUrl,
  apiKey: '',
  removesKey: false,
});

/** Whether there is a key to remove, and an address where somebody may answer without one. */
export const canRemoveKey = ({ baseUrl }: ConnectionDraft, known: Connection | null): boolean =>
  known !== null && known.key !== 'none' && baseUrl.trim() !== '';

const doesRemoveKey = (draft: ConnectionDraft, known: Connection | null): boolean =>
  draft.removesKey && canRemoveKey(draft, known);

const labels: Readonly<Record<keyof DraftFaults, string>> = { name: 'Name', baseUrl: 'Address', apiKey: 'Key' };

/** The faults that the server found, as sentences at their fields; what belongs to no field is left out. */
export const toDraftFaults = (issues: readonly { readonly path: string; readonly message: string }[]): DraftFaults => {
  const faults: DraftFaults = {};
  for (const { path, message } of issues) {
    const field = path.replace(/^draft\./, '');
    if (field !== 'name' && field !== 'baseUrl' && field !== 'apiKey') continue;
    const sentence = `${labels[field]} ${message}.`;
    faults[field] = faults[field] === undefined ? sentence : `${faults[field]} ${sentence}`;
  }
  return faults;
};

/** What is missing before there is anything to send. */
export const findMissing = (vendor: Vendor, draft: ConnectionDraft, known: Connection | null): DraftFaults => {
  const faults: DraftFaults = {};
  if (draft.name.trim() === '') faults.name = 'Enter a name, such as my-gateway.';
  if (vendor.ownUrl === null && draft.baseUrl.trim() === '') faults.baseUrl = 'Enter the address of the server.';
  const hasKey = draft.apiKey.trim() !== '' || known?.key === 'kept';
  if (vendor.needsKey && draft.baseUrl.trim() === '' && !hasKey) faults.apiKey = `Enter a key of ${vendor.title}.`;
  return faults;
};

const toBaseUrl = ({ baseUrl }: ConnectionDraft): string | null => baseUrl.trim() || null;

/** The key to save: null removes the one that there is, none keeps it. */
const toKeyChange = (draft: ConnectionDraft, known: Connection | null): Pick<UpdateConnectionInput, 'apiKey'> => {
  if (doesRemoveKey(draft, known)) return { apiKey: null };
  return draft.apiKey.trim() === '' ? {} : { apiKey: draft.apiKey };
};

/** What to save; a key field left empty keeps the key that there is. */
export const toSaved = (vendor: Vendor, draft: ConnectionDraft, known: Connection | null): UpdateConnectionInput => ({
  name: draft.name.trim(),
  kind: vendor.kind,
  baseUrl: toBaseUrl(draft),
  ...toKeyChange(draft, known),
});

/** What to test: the connection as it is when nothing of it was changed, else what the form holds. */
export const toTested = (vendor: Vendor, draft: ConnectionDraft, known: Connection | null) => {
  const baseUrl = toBaseUrl(draft);
  const { apiKey } = toKeyChange(draft, known);
  const isAsKept = known?.source === 'workspace' && apiKey === undefined && baseUrl === known.baseUrl;
  if (isAsKept) return { name: known.name };
  return { draft: { kind: vendor.kind, baseUrl, apiKey: apiKey ?? null } };
};
