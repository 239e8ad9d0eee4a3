// What stands behind the npm scripts. Plain JavaScript without packages: it runs on Node 18 before anything is installed.
import { bench } from './bench.mjs';
import { check } from './check.mjs';
import { dev } from './dev.mjs';
import { Failure, say } from './failure.mjs';
import { prove } from './prove.mjs';
import { signalbox, start } from './start.mjs';
import { test } from './test.mjs';

const commands = { start, dev, test, check, bench, prove, signalbox };

const [name, ...given] = process.argv.slice(2);
const args = given[0] === '--' ? given.slice(1) : given;
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

try {
  if (command === undefined) throw new Failure(`choose one of: ${Object.keys(commands).join(', ')}.`, 2);
  process.exitCode = await command(args);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.message);
  process.exitCode = error.exitCode;
}
