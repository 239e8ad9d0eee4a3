import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { readConfig } from '../config.ts';
import { runCli } from '../run-cli.ts';

/** Runs a command line in this process with exactly this environment, and gives all that it said. */
export const runCommand = async (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  isTTY = false,
) => {
  const [stdout, stderr] = [Object.assign(new PassThrough(), { isTTY }), new PassThrough()];
  const texts = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await runCli(args, { config: readConfig(environment), stdout, stderr });
  stdout.end();
  stderr.end();
  const [said, noted] = await texts;
  return { exitCode, stdout: said, stderr: noted };
};
