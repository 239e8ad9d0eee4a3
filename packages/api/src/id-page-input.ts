import { Id, PageInput } from '@signalbox/contracts';

/** What to ask for a page of a list whose cursors are ids: that of the last row of the page before. */
export const IdPageInput = PageInput.extend({ cursor: Id.optional() }).strict();
