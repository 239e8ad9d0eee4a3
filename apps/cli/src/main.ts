import { readConfig } from './config.ts';
import { runCli } from './run-cli.ts';

// A reader that left, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  config: readConfig(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
