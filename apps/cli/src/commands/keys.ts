import type { ApiKey, ApiKeyScope } from '@signalbox/contracts';
import type { Command } from 'commander';

import { addCommand, exampleId, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { openClient } from '../open-client.ts';
import { toScopes, toWholeNumber } from '../parse-option.ts';
import { toPlainText } from '../plain-text.ts';
import { printAnswer } from '../print-answer.ts';

const dayMs = 86_400_000;

interface CreateOptions extends JsonOption {
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly expiresInDays?: number;
  readonly requestsPerMinute?: number;
}

const createKey = async (context: CliContext, options: CreateOptions): Promise<void> => {
  const { name, scopes, expiresInDays, requestsPerMinute = null } = options;
  const expiresAt = expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * dayMs).toISOString();
  const client = openClient(context.config);
  const created = await client.apiKeys.create.mutate({ name, scopes, expiresAt, requestsPerMinute });
  const until = created.expiresAt === null ? 'until it is revoked' : `until ${created.expiresAt}`;
  const lines = [
    created.key,
    '',
    `This is shown once: it is stored as a hash. It may ${created.scopes.join(', ')}, ${until}.`,
    `Send it as “Authorization: Bearer …”. Revoke it with: signalbox keys revoke ${created.id}`,
  ];
  printAnswer(context, options, { value: created, lines });
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
    const { id, prefix, scopes, name } = key;
    return `${id}  ${prefix}…  ${scopes.join(',')}  ${stateOf(key)}  ${toPlainText(name)}`;
  });
  const none = ['No keys yet. Make one with: signalbox keys create --name N --scopes run'];
  printAnswer(context, options, { value: keys, lines: lines.length === 0 ? none : lines });
};

const revokeKey = async (context: CliContext, id: string, options: JsonOption): Promise<void> => {
  const key = await openClient(context.config).apiKeys.revoke.mutate({ id });
  const lines = [`Key ${toPlainText(key.name)} is revoked; every process refuses it within 5 s.`];
  printAnswer(context, options, { value: key, lines });
};

/** Adds `keys create`, `keys list` and `keys revoke`. */
export const addKeysCommand = (program: Command, context: CliContext): void => {
  const keys = program.command('keys').description('API keys: make, list, revoke');
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
    usage: 'revoke <id>',
    summary: 'end a key for good',
    json: 'print the key as one JSON object',
    examples: [`keys revoke ${exampleId}`],
  }).action((id: string, options: JsonOption) => revokeKey(context, id, options));
};
