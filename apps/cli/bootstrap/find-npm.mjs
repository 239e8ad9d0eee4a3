import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The command that runs `npm` or `npx` under the given Node: npm's own script where it is found, which also works on
 * Windows, else the name alone.
 */
export const findNpm = (name, node) => {
  const own = process.env.npm_execpath ?? '';
  const folders = [
    basename(own) === 'npm-cli.js' ? dirname(own) : '',
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin'),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin'),
  ];
  const script = folders.map((folder) => join(folder, `${name}-cli.js`)).find((path) => existsSync(path));
  return script === undefined ? [name] : [node, script];
};
