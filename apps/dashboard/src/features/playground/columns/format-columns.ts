import type { Column } from './parse-columns.ts';

/** A column without its conversation: whom and with what it asks. */
export const formatTarget = ({ agent, version, model }: Omit<Column, 'conversationId'>): string =>
  formatColumns([{ agent, version, model, conversationId: null }]);

/** Columns as an address names them, for `parseColumns`. */
export const formatColumns = (columns: readonly Column[]): string =>
  columns
    .map(({ agent, version, model, conversationId }) => {
      const chat = conversationId === null ? '' : `~${conversationId}`;
      const asked = model === null ? '' : `:${model.replaceAll('%', '%25').replaceAll(',', '%2C')}`;
      return `${agent}${version === null ? '' : `@${version}`}${chat}${asked}`;
    })
    .join(',');
