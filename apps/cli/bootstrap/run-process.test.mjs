import { expect, test } from 'vitest';

import { runProcess, runStep } from './run-process.mjs';

const node = (program) => [process.execPath, '-e', program];
const { env } = process;

test('the exit code is the one of the program', async () => {
  expect(await runProcess(node('process.exit(7)'), { env })).toMatchObject({ exitCode: 7, stoppedBy: undefined });
});

test('a signal to this process reaches the program once, and its own exit code comes back', async () => {
  const program = `
    let count = 0;
    process.on('SIGTERM', () => { count += 1; setTimeout(() => process.exit(40 + count), 100); });
    setInterval(() => {}, 1000);
    console.log('up');`;
  const onStart = (child) =>
    child.stdout.once('data', () => {
      process.emit('SIGTERM', 'SIGTERM');
      process.emit('SIGTERM', 'SIGTERM');
    });
  const result = await runProcess(node(program), { env, isQuiet: true, onStart });
  expect(result).toMatchObject({ exitCode: 41, stoppedBy: 'SIGTERM', output: 'up' });
});

test('a program that a signal killed gives 128 and its number', async () => {
  expect(await runProcess(node("process.kill(process.pid, 'SIGKILL')"), { env })).toMatchObject({ exitCode: 137 });
});

test('a step that fails says its sentence and what it printed', async () => {
  const step = runStep(node("console.log('no route'); process.exit(1)"), { env, sentence: 'It could not be fetched.' });
  await expect(step).rejects.toThrow('It could not be fetched.\n\nno route');
});

test('a program that is not there is named', async () => {
  await expect(runProcess(['no-such-program'], { env })).rejects.toThrow('no-such-program could not be started');
});
