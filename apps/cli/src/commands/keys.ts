import type { ApiKey, ApiKeyScope } from '@signalbox/contracts';
import type { Command } from 'commander';

import type { CliContext } from '../cli-context.ts';
import { openClient } from '../open-client.ts';
import { toScopes, toWholeNumber } from '../parse-option.ts';
import { toPlainText } from '../plain-text.ts';

const dayMs = 86_400_000;

interface CreateOptions {
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly expiresInDays?: number;
  readonly requestsPerMinute?: number;
  readonly json?: true;
}

const createKey = async ({ config, stdout }: CliContext, options: CreateOptions): Promise<void> => {
  const { name, scopes, expiresInDays, requestsPerMinute = null } = options;
  const expiresAt = expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * dayMs).toISOString();
  const created = await openClient(config).apiKeys.create.mutate({ name, scopes, expiresAt, requestsPerMinute });
  if (options.json) {
    stdout.write(`${JSON.stringify(created)}\n`);
    return;
  }
  const until = created.expiresAt === null ? 'until it is revoked' : `until ${created.expiresAt}`;
  stdout.write(
    `${created.key}\n\nThis is shown once: it is stored as a hash. It may ${created.scopes.join(', ')}, ${until}.\n`,
  );
  stdout.write(`Send it as “Authorization: Bearer …”. Revoke it with: signalbox keys revoke ${created.id}\n`);
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

const listKeys = async (context: CliContext, options: { readonly json?: true }): Promise<void> => {
  const keys = await listAllKeys(context);
  if (options.json) {
    context.stdout.write(`${JSON.stringify(keys)}\n`);
    return;
  }
  if (keys.length === 0)
    context.stdout.write('No keys yet. Make one with: signalbox keys create --name N --scopes run\n');
  for (const key of keys) {
    const { id, prefix, scopes, name } = key;
    context.stdout.write(`${id}  ${prefix}…  ${scopes.join(',')}  ${stateOf(key)}  ${toPlainText(name)}\n`);
  }
};

/** Adds `keys create`, `keys list` and `keys revoke`. */
export const addKeysCommand = (program: Command, context: CliContext): void => {
  const keys = program.command('keys').description('API keys: make, list, revoke');
  keys
    .command('create')
    .description('make a key and print it, the only time it can be read')
    .requiredOption('--name <name>', 'what the key is for')
    .requiredOption('--scopes <scopes>', 'what it may do: ingest, read, run, admin', toScopes)
    .option('--expires-in-days <days>', 'for how long', toWholeNumber(3650))
    .option('--requests-per-minute <number>', 'in place of the default limits', toWholeNumber(1_000_000))
    .option('--json', 'print one JSON object')
    .action((options: CreateOptions) => createKey(context, options));
  keys
    .command('list')
    .description('every key, newest first, revoked ones included')
    .option('--json', 'print one JSON list')
    .action((options: { readonly json?: true }) => listKeys(context, options));
  keys
    .command('revoke <id>')
    .description('end a key for good')
    .action(async (id: string) => {
      const key = await openClient(context.config).apiKeys.revoke.mutate({ id });
      context.stdout.write(`Key ${toPlainText(key.name)} is revoked; every process refuses it within 5 s.\n`);
    });
};
