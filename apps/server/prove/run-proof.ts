import { exit } from 'node:process';
import { parseArgs } from 'node:util';

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

/**
 * A proof as a program: `--count`, `--seed` and `--database-url`, progress on stderr, and on stdout faults, figures and as
 * the last line `N passed, N failed`. Ends the process, with 1 when anything failed.
 */
export const runProof = async (
  { count }: { readonly count: number },
  prove: (options: ProofOptions) => Promise<Proof>,
): Promise<never> => {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: String(count) },
      seed: { type: 'string', default: '1' },
      'database-url': { type: 'string' },
    },
  });
  const beganMs = performance.now();
  const { passed, faults, figures } = await prove({
    count: Number(values.count),
    seed: Number(values.seed),
    databaseUrl: values['database-url'],
    log: (line) => console.error(line),
  });
  for (const fault of faults) console.log(fault);
  console.log(JSON.stringify({ ...figures, seconds: Math.round((performance.now() - beganMs) / 1000) }));
  console.log(`${passed} passed, ${faults.length} failed`);
  return exit(faults.length > 0 ? 1 : 0);
};
