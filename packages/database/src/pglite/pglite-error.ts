import type { WorkerFailure } from './messages.ts';

/** An error of PGlite with the fields that pg's errors have. */
export class PgliteError extends Error {
  override readonly name = 'PgliteError';
  /** SQLSTATE; undefined when the error is not the database's. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  readonly position: string | undefined;

  constructor({ message, fields }: Pick<WorkerFailure, 'message' | 'fields'>) {
    super(message);
    this.code = fields['code'];
    this.detail = fields['detail'];
    this.hint = fields['hint'];
    this.schema = fields['schema'];
    this.table = fields['table'];
    this.column = fields['column'];
    this.constraint = fields['constraint'];
    this.position = fields['position'];
  }
}
