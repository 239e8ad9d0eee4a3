import { readFileSync } from 'node:fs';

import { ConfigError } from '../config.ts';
import { minPasswordLength } from './password-rule.ts';

/** The first line of the file. Throws `ConfigError` when there is none or it is too short. */
export const readOwnerPassword = (file: string): string => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(['OWNER_PASSWORD_FILE can’t be read']);
  }
  const password = text.split(/\r?\n/)[0] ?? '';
  if (password.length < minPasswordLength) {
    throw new ConfigError([`OWNER_PASSWORD_FILE must hold a password of at least ${minPasswordLength} characters`]);
  }
  return password;
};
