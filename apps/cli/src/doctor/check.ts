/** What one look at the installation found. */
export interface Check {
  readonly name: string;
  /** skipped: it could not be looked at, because of another check that failed. */
  readonly state: 'ok' | 'failed' | 'skipped';
  /** What was found and, when it failed, what to do. */
  readonly text: string;
}

export const passed = (name: string, text: string): Check => ({ name, state: 'ok', text });
export const failed = (name: string, text: string): Check => ({ name, state: 'failed', text });
export const skipped = (name: string, text: string): Check => ({ name, state: 'skipped', text });
