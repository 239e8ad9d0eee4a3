import { router } from '../procedure.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { updateApiKey } from './update-api-key.ts';

/** API keys: make or replace, list, change, revoke. */
export const apiKeysRouter = router({
  create: createApiKey,
  list: listApiKeys,
  update: updateApiKey,
  revoke: revokeApiKey,
});
