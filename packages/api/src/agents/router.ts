import { router } from '../procedure.ts';
import { adoptAgent } from './adopt-agent.ts';
import { archiveAgent } from './archive-agent.ts';
import { createAgent } from './create-agent.ts';
import { createVersion } from './create-version.ts';
import { deleteAgent } from './delete-agent.ts';
import { deleteDraft } from './delete-draft.ts';
import { getAgent } from './get-agent.ts';
import { getDraft } from './get-draft.ts';
import { getVersion } from './get-version.ts';
import { listAgents } from './list-agents.ts';
import { listVersions } from './list-versions.ts';
import { listWords } from './list-words.ts';
import { mergeAgents } from './merge-agents.ts';
import { publishVersion } from './publish-version.ts';
import { registerAgent } from './register-agent.ts';
import { registerVersion } from './register-version.ts';
import { restoreAgent } from './restore-agent.ts';
import { updateAgent } from './update-agent.ts';
import { updateDraft } from './update-draft.ts';

/** Agents and their versions: made, changed, read, put away. */
export const agentsRouter = router({
  adopt: adoptAgent,
  archive: archiveAgent,
  create: createAgent,
  createVersion,
  delete: deleteAgent,
  deleteDraft,
  get: getAgent,
  getDraft,
  getVersion,
  list: listAgents,
  listVersions,
  listWords,
  merge: mergeAgents,
  publishVersion,
  register: registerAgent,
  registerVersion,
  restore: restoreAgent,
  update: updateAgent,
  updateDraft,
});
