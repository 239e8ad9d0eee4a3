/** The database can't be opened as asked; the message tells the operator why and what to do. */
export class DatabaseStartError extends Error {
  override readonly name = 'DatabaseStartError';
}
