import { router } from '../procedure.ts';
import { getConversation } from './get-conversation.ts';
import { listConversations } from './list-conversations.ts';

/** Conversations: threads of runs, read. */
export const conversationsRouter = router({ list: listConversations, get: getConversation });
