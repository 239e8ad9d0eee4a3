import { type Config, ConfigError, isHelpWanted, readConfig } from './config.ts';
import { runServer } from './run-server.ts';
import { usage } from './usage.ts';

const read = (commandLine: readonly string[]): Config => {
  try {
    return readConfig(commandLine);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n.env.example lists all settings.\n`);
    return process.exit(2);
  }
};

const commandLine = process.argv.slice(2);
if (isHelpWanted(commandLine)) process.stdout.write(usage);
else await runServer(read(commandLine));
