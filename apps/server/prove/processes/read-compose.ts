import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../../../docker-compose.yml');

/** What a container of docker-compose.yml runs. */
export interface ComposeService {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The lines of a service, found by its name, or by the anchor that others take over with `<<`. */
const findBlock = (compose: string, head: string): string =>
  new RegExp(`^  ${head}\\n((?: {4}.*\\n|\\n)+)`, 'm').exec(compose)?.[1] ?? '';

const readCommand = (block: string): readonly string[] | undefined =>
  /^ {4}command: (.+)$/m
    .exec(block)?.[1]
    ?.split(/\s+/)
    .map((word) => word.replaceAll(/^['"]|['"]$/g, ''));

const readEnvironment = (block: string): Readonly<Record<string, string>> | undefined => {
  const lines = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(block)?.[1];
  const found = [...(lines?.matchAll(/^ {6}(\w+): (.*)$/gm) ?? [])];
  return lines === undefined
    ? undefined
    : Object.fromEntries<string>(found.map(([, name = '', value = '']) => [name, value]));
};

/**
 * Command and environment of a service as docker-compose.yml has them, `${NAME:-…}` filled from the variables. Reads that
 * file and not every YAML: throws when there is no command.
 */
export const readComposeService = (
  name: 'web' | 'worker' | 'redis',
  variables: Readonly<Record<string, string>> = {},
): ComposeService => {
  const compose = readFileSync(file, 'utf8').replaceAll(
    /\$\{(\w+):-([^}]*)\}/g,
    (_whole, variable: string, otherwise: string) => variables[variable] ?? otherwise,
  );
  const own = findBlock(compose, `${name}:(?: &\\w+)?`);
  const anchor = /^ {4}<<: \*(\w+)$/m.exec(own)?.[1];
  const base = anchor === undefined ? '' : findBlock(compose, `\\w+: &${anchor}`);
  const command = readCommand(own) ?? readCommand(base);
  if (!command) throw new Error(`docker-compose.yml has no command for ${name}`);
  return { command, environment: readEnvironment(own) ?? readEnvironment(base) ?? {} };
};
