import { exit } from 'node:process';
import { parseArgs } from 'node:util';

import { getDatabaseState, openDatabase } from '@signalbox/database';

/** What a proof is asked for. */
export interface ProofOptions {
  /** How often it attacks. */
  readonly count: number;
  /** The same seed makes the same attacks; instants depend on the machine. */
  readonly seed: number;
  /** An empty PostgreSQL database in place of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly log: (line: string) => void;
}

/** What a proof has found. */
export interface Proof {
  /** How much of what was tried came out as promised. */
  readonly passed: number;
  /** What did not, a line each. */
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, unknown>>;
}

/** The numbers that a proof takes, each an option of the command line by its name, and what they are unless told. */
type ProofNumbers = Readonly<Record<string, number>> & { readonly count: number };

/** What an earlier proof left would be taken for what this one made. */
const refuseUsed = async (databaseUrl: string): Promise<void> => {
  const onFatal = (error: Error): never => {
    throw error;
  };
  const database = await openDatabase({ databaseUrl, dataDir: '', log: console.error, onFatal, migrates: false });
  const { hasTables } = await getDatabaseState(database);
  await database.close();
  if (hasTables) throw new Error('The database of --database-url has tables: give an empty one.');
};

/**
 * A proof as a program: `--count`, `--seed`, `--database-url` and further numbers by their names, progress on stderr, and on
 * stdout faults, figures and as the last line `N passed, N failed`. Ends the process, with 1 when anything failed.
 */
export const runProof = async <Numbers extends ProofNumbers>(
  numbers: Numbers,
  prove: (options: ProofOptions & Numbers) => Promise<Proof>,
): Promise<never> => {
  const known = { ...numbers, seed: 1 };
  const options = Object.fromEntries(Object.keys(known).map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ options: { ...options, 'database-url': { type: 'string' } } });
  const { 'database-url': databaseUrl, ...given } = values;
  for (const [name, value] of Object.entries(given)) Object.assign(known, { [name]: Number(value) });
  if (databaseUrl !== undefined) await refuseUsed(databaseUrl);
  const beganMs = performance.now();
  const { passed, faults, figures } = await prove({
    ...known,
    databaseUrl,
    log: (line) => console.error(line),
  });
  for (const fault of faults) console.log(fault);
  console.log(JSON.stringify({ ...figures, seconds: Math.round((performance.now() - beganMs) / 1000) }));
  console.log(`${passed} passed, ${faults.length} failed`);
  return exit(faults.length > 0 ? 1 : 0);
};
