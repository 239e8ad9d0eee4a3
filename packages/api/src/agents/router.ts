import { router } from '../procedure.ts';
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
import { publishVersion } from './publish-version.ts';
import { restoreAgent } from './restore-agent.ts';
import { updateAgent } from './update-agent.ts';
import { updateDraft } from './update-draft.ts';

/** Agents and their versions: made, changed, read, put away. */
export const agentsRouter = router({
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
  publishVersion,
  restore: restoreAgent,
  update: updateAgent,
  updateDraft,
});
