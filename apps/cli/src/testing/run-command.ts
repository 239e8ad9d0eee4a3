import { PassThrough } from 'node:stream';

import { readConfig } from '../config.ts';
import { runCli } from '../run-cli.ts';

interface Terminal {
  readonly isTTY?: boolean;
  /** What somebody types when asked yes or no; without it, the input has ended. */
  readonly answer?: () => Promise<string>;
}

/** Runs a command line in this process with exactly this environment, and gives all that it said. */
export const runCommand = async (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  { isTTY = false, answer }: Terminal = {},
) => {
  const open = () => Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  const [stdin, stdout, stderr] = [open(), open(), open()];
  let [said, noted] = ['', ''];
  stdout.on('data', (text: string) => void (said += text));
  stderr.on('data', (text: string) => {
    noted += text;
    if (text.includes('[y/N]')) void answer?.().then((line) => stdin.end(`${line}\n`));
  });
  if (!answer) stdin.end();
  const exitCode = await runCli(args, { config: readConfig(environment), stdin, stdout, stderr });
  for (const stream of [stdout, stderr]) await new Promise((resolve) => stream.once('end', resolve).end());
  return { exitCode, stdout: said, stderr: noted };
};
