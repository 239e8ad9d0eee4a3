import { router } from '../procedure.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';

/** API keys: make, list, revoke. */
export const apiKeysRouter = router({ create: createApiKey, list: listApiKeys, revoke: revokeApiKey });
