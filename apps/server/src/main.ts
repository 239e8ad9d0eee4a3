import { type Config, ConfigError, readConfig } from './config.ts';
import { runServer } from './run-server.ts';

const read = (): Config => {
  try {
    return readConfig(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n.env.example lists all settings.\n`);
    return process.exit(2);
  }
};

await runServer(read());
