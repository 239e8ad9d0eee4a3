import { spawn } from 'node:child_process';
import { constants } from 'node:os';

import { root } from './checkout.mjs';
import { Failure } from './failure.mjs';

const passedOn = ['SIGTERM', 'SIGINT', 'SIGHUP'];
const repeatAfterMs = 1000;
// A terminal sends Ctrl-C to the program too: passed on, it would arrive there as a second one, which may mean by force.
const isFromTerminal = (signal) =>
  signal === 'SIGINT' && [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

/**
 * Runs a program in the checkout until it ends and gives its exit code (128 + number after a signal) and, if `isQuiet`,
 * what it printed. Signals sent to this process are passed on; `onStart` gets the child.
 */
export const runProcess = ([command, ...args], { env, isQuiet = false, onStart, cwd = root }) =>
  new Promise((resolve, reject) => {
    const stdio = isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, args, { cwd, env, stdio });
    const output = [];
    let stoppedBy;
    let passedOnAt = 0;
    const passOn = (signal) => {
      stoppedBy = signal;
      // npm passes signals on as well, so one that was sent to the whole group arrives here twice.
      if (isFromTerminal(signal) || Date.now() - passedOnAt < repeatAfterMs) return;
      passedOnAt = Date.now();
      child.kill(signal);
    };
    const end = () => passedOn.forEach((signal) => process.off(signal, passOn));
    passedOn.forEach((signal) => process.on(signal, passOn));
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => {
      end();
      reject(new Failure(`${command} could not be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      end();
      const exitCode = code ?? 128 + constants.signals[signal];
      resolve({ exitCode, stoppedBy, output: Buffer.concat(output).toString('utf8').trim() });
    });
    onStart?.(child);
  });

/** Runs a preparing step without its output; a failure ends the bootstrap with `sentence` and the step's last lines. */
export const runStep = async (command, { env, sentence }) => {
  const { exitCode, stoppedBy, output } = await runProcess(command, { env, isQuiet: true });
  if (stoppedBy !== undefined) throw new Failure('stopped.', 128 + constants.signals[stoppedBy]);
  if (exitCode === 0) return;
  const lastLines = output.split('\n').slice(-30).join('\n');
  throw new Failure(`${sentence}\n\n${lastLines}`);
};
