import type { Compilable, CompiledQuery } from 'kysely';

/**
 * SQL text that begins with this is parsed and planned once a session, under a name, on both engines. Only for
 * constant text: each keeps its plan for the life of the session.
 */
const preparedMark = '/* prepared */';

/** A query whose text is always the same, to be prepared. */
export const toPrepared = <Row>(query: Compilable<Row>): CompiledQuery<Row> => {
  const compiled = query.compile();
  return { ...compiled, sql: `${preparedMark} ${compiled.sql}` };
};

/** Gives prepared texts their names, and other texts none. */
export class PreparedStatements {
  readonly #names = new Map<string, string>();

  nameOf(text: string): string | undefined {
    if (!text.startsWith(preparedMark)) return undefined;
    let name = this.#names.get(text);
    if (name === undefined) {
      name = `prepared_${this.#names.size + 1}`;
      this.#names.set(text, name);
    }
    return name;
  }
}
