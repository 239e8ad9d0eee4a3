import type { CliConfig } from '../config.ts';
import { openClient, readKey } from '../open-client.ts';
import { toPlainText } from '../plain-text.ts';
import { type Check, failed, passed, skipped } from './check.ts';

const patienceMs = 5000;

const askStatus = async (url: string, path: string): Promise<number | undefined> => {
  try {
    const response = await fetch(new URL(path, url), { signal: AbortSignal.timeout(patienceMs) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const checkToken = async (config: CliConfig): Promise<Check> => {
  const source = config.apiKey === undefined ? config.tokenFile : 'SIGNALBOX_API_KEY';
  if (readKey(config) === undefined) {
    return failed('token', `${source} is missing. Was the server started with another SIGNALBOX_DATA_DIR?`);
  }
  try {
    const { workspace } = await openClient(config).viewer.get.query({});
    return passed('token', `${source} opens the workspace ${toPlainText(workspace.name)}`);
  } catch (error) {
    return failed('token', `${source} is refused: ${reasonOf(error)}`);
  }
};

const checkTools = async (config: CliConfig): Promise<Check> => {
  try {
    const { items, broken } = await openClient(config).tools.list.query({});
    if (broken.length === 0) return passed('tools', `${items.length} usable, none broken`);
    const list = broken.map(({ file, reason }) => `${file}: ${reason}`).join('; ');
    return failed('tools', `${broken.length} broken. Mend and restart: ${toPlainText(list)}`);
  } catch (error) {
    return failed('tools', reasonOf(error));
  }
};

const engineOf = ({ databaseUrl, dataDir }: CliConfig): string =>
  databaseUrl !== undefined ? 'PostgreSQL at DATABASE_URL' : `embedded in ${dataDir}`;

/** What only a running server can say: whether it is up and ready, its database, the token, the tools. */
export const checkServer = async (config: CliConfig): Promise<Check[]> => {
  const health = await askStatus(config.url, '/healthz');
  if (health !== 200) {
    const found = health === undefined ? 'does not answer' : `answers ${health} on /healthz`;
    const text = `${config.url} ${found}. Start it with “npm start”, or set SIGNALBOX_URL.`;
    const rest = ['database', 'token', 'tools'].map((name) => skipped(name, 'needs the server'));
    return [failed('server', text), ...rest];
  }
  const ready = await askStatus(config.url, '/readyz');
  const database =
    ready === 200
      ? passed('database', `${engineOf(config)}, ready`)
      : failed(
          'database',
          `${engineOf(config)}, not ready (/readyz answers ${ready ?? 'nothing'}). The server's log says why.`,
        );
  const answers = passed('server', `${config.url} answers`);
  const isOpen = await checkToken(config);
  const tools = isOpen.state === 'ok' ? await checkTools(config) : skipped('tools', 'needs the token');
  return [answers, database, isOpen, tools];
};
