import type { ApiKey, ApiKeyScope, CreatedApiKey } from '@signalbox/contracts';
import type { Command } from 'commander';

import { addCommand, exampleId, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { CliError } from '../cli-error.ts';
import { openClient } from '../open-client.ts';
import { toScopes, toWholeNumber } from '../parse-option.ts';
import { toPlainText } from '../plain-text.ts';
import { printAnswer } from '../print-answer.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface ExpiryOptions extends JsonOption {
  readonly expiresInDays?: number;
}

interface CreateOptions extends ExpiryOptions {
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly requestsPerMinute?: number;
}

interface RotateOptions extends ExpiryOptions {
  readonly graceHours?: number;
}

const toExpiresAt = ({ expiresInDays }: ExpiryOptions): string | null =>
  expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * dayMs).toISOString();

/** What is said of a new key. */
const toLines = ({ key, id, scopes, expiresAt }: CreatedApiKey): string[] => [
  key,
  '',
  `This is shown once: it is stored as a hash. It may ${scopes.join(', ')}, ${expiresAt === null ? 'until it is revoked' : `until ${expiresAt}`}.`,
  `Send it as “Authorization: Bearer …”. Revoke it with: signalbox keys revoke ${id}`,
];

const createKey = async (context: CliContext, options: CreateOptions): Promise<void> => {
  const { name, scopes, requestsPerMinute = null } = options;
  const client = openClient(context.config);
  const created = await client.apiKeys.create.mutate({
    name,
    scopes,
    expiresAt: toExpiresAt(options),
    requestsPerMinute,
  });
  printAnswer(context, options, { value: created, lines: toLines(created) });
};

const stateOf = ({ revokedAt, expiresAt }: ApiKey): string => {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  if (expiresAt === null) return 'active';
  return Date.parse(expiresAt) <= Date.now() ? `expired ${expiresAt}` : `active until ${expiresAt}`;
};

const listAllKeys = async ({ config }: CliContext): Promise<ApiKey[]> => {
  const client = openClient(config);
  const keys: ApiKey[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: { items: ApiKey[]; nextCursor: string | null } = await client.apiKeys.list.query({
      limit: 100,
      ...(cursor !== undefined && { cursor }),
    });
    keys.push(...page.items);
    cursor = page.nextCursor;
  }
  return keys;
};

const listKeys = async (context: CliContext, options: JsonOption): Promise<void> => {
  const keys = await listAllKeys(context);
  const lines = keys.map((key) => {
    const { id, prefix, scopes, name, lastUsedAt, requestsPerMinute } = key;
    const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt}`;
    const limit = requestsPerMinute === null ? '' : `${requestsPerMinute} a minute  `;
    return `${id}  ${prefix}…  ${scopes.join(',')}  ${stateOf(key)}  ${used}  ${limit}${toPlainText(name)}`;
  });
  const none = ['No keys yet. Make one with: signalbox keys create --name N --scopes run'];
  printAnswer(context, options, { value: keys, lines: lines.length === 0 ? none : lines });
};

const rotateKey = async (context: CliContext, id: string, options: RotateOptions): Promise<void> => {
  const old = (await listAllKeys(context)).find((key) => key.id === id);
  if (!old) throw new CliError(`There is no key ${id}.`);
  const { name, scopes, requestsPerMinute } = old;
  const { graceHours } = options;
  const replaces = { id, graceMs: (graceHours ?? 0) * hourMs };
  const next = { name, scopes, requestsPerMinute, expiresAt: toExpiresAt(options), replaces };
  const created = await openClient(context.config).apiKeys.create.mutate(next);
  const end =
    graceHours === undefined ? 'is refused by every process within 5 s' : `works for ${graceHours} h more at the most`;
  const lines = [...toLines(created), `The old key ${toPlainText(old.prefix)}… ${end}.`];
  printAnswer(context, options, { value: created, lines });
};

const revokeKey = async (context: CliContext, id: string, options: JsonOption): Promise<void> => {
  const key = await openClient(context.config).apiKeys.revoke.mutate({ id });
  const lines = [`Key ${toPlainText(key.name)} is revoked; every process refuses it within 5 s.`];
  printAnswer(context, options, { value: key, lines });
};

/** Adds `keys create`, `keys list`, `keys rotate` and `keys revoke`. */
export const addKeysCommand = (program: Command, context: CliContext): void => {
  const keys = program.command('keys').description('API keys: make, list, rotate, revoke');
  addCommand(keys, {
    usage: 'create',
    summary: 'make a key and print it, the only time it can be read',
    json: 'print one JSON object',
    examples: [
      'keys create --name backend --scopes run',
      'keys create --name ci --scopes read,run --expires-in-days 30',
    ],
  })
    .requiredOption('--name <name>', 'what the key is for')
    .requiredOption('--scopes <scopes>', 'what it may do: ingest, read, run, admin', toScopes)
    .option('--expires-in-days <days>', 'for how long', toWholeNumber(3650))
    .option('--requests-per-minute <number>', 'in place of the default limits', toWholeNumber(1_000_000))
    .action((options: CreateOptions) => createKey(context, options));
  addCommand(keys, {
    usage: 'list',
    summary: 'every key, newest first, revoked ones included',
    json: 'print one JSON list',
    examples: ['keys list'],
  }).action((options: JsonOption) => listKeys(context, options));
  addCommand(keys, {
    usage: 'rotate <id>',
    summary: 'make a key with the same name, scopes and limit, and end the old one',
    json: 'print the new key as one JSON object',
    examples: [`keys rotate ${exampleId}`, `keys rotate ${exampleId} --grace-hours 24 --expires-in-days 90`],
  })
    .option('--grace-hours <hours>', 'how long the old one goes on; without it, it ends at once', toWholeNumber(720))
    .option('--expires-in-days <days>', 'for how long the new one', toWholeNumber(3650))
    .action((id: string, options: RotateOptions) => rotateKey(context, id, options));
  addCommand(keys, {
    usage: 'revoke <id>',
    summary: 'end a key for good',
    json: 'print the key as one JSON object',
    examples: [`keys revoke ${exampleId}`],
  }).action((id: string, options: JsonOption) => revokeKey(context, id, options));
};
