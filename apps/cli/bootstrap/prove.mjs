import { dirname } from 'node:path';

import { Failure } from './failure.mjs';
import { findPrograms } from './packages.mjs';
import { prepare } from './prepare.mjs';
import { runProcess } from './run-process.mjs';

/** Runs the proof that is named, with its arguments. */
export const prove = async ([name, ...args]) => {
  const proofs = findPrograms('.prove.ts');
  const file = proofs.get(name);
  if (file === undefined) throw new Failure(`choose one of: ${[...proofs.keys()].sort().join(', ')}.`, 2);
  const { node, env } = await prepare({ packages: 'full' });
  const { exitCode } = await runProcess([node, file, ...args], { env, cwd: dirname(file) });
  return exitCode;
};
