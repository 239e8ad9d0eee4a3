import type { ApiServices } from '@signalbox/api';
import type { Worker } from '@signalbox/engine';

import type { Auth } from './auth/create-auth.ts';
import type { Authenticate } from './auth/create-authenticator.ts';
import type { SetupLink } from './auth/setup-link.ts';

/** What exists once the database is open: everything that requests are answered with. */
export interface Runtime {
  readonly services: ApiServices;
  /** Loaded with the first sign-in: a third of the program's memory. */
  readonly loadAuth: () => Promise<Auth>;
  readonly authenticate: Authenticate;
  readonly setupLink: SetupLink;
  readonly workspaceId: string;
  /** Address that browsers use. */
  readonly publicUrl: () => string;
  /** Undefined in a process with the role `web`. */
  readonly worker: Worker | undefined;
  /** Hands runs over and closes everything, in the order that loses nothing. */
  close(): Promise<void>;
}
