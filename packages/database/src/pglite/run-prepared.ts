import { parse, type PGlite, protocol, type Results } from '@electric-sql/pglite';

const { serialize } = protocol;

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};

/** Prepared statements of one session: the name, and the types of the parameters. */
export type PreparedTypes = Map<string, readonly number[]>;

interface PreparedQuery {
  readonly name: string;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** `database.query` without parsing and planning: one message to the database in place of six. */
export const runPrepared = async (
  database: PGlite,
  prepared: PreparedTypes,
  { name, sql, parameters }: PreparedQuery,
): Promise<Results<unknown[]>> => {
  let types = prepared.get(name);
  if (types === undefined) {
    const answer = await database.execProtocol(
      join([serialize.parse({ name, text: sql }), serialize.describe({ type: 'S', name }), serialize.sync()]),
    );
    types = parse.parseDescribeStatementResults(answer.messages);
    prepared.set(name, types);
  }
  const known = types;
  const values = parameters.map((value, index) => {
    if (value === null || value === undefined) return null;
    const write = database.serializers[known[index] ?? 0];
    if (write !== undefined) return write(value);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  const { messages } = await database.execProtocol(
    join([
      serialize.bind({ statement: name, values }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ]),
  );
  const [results] = parse.parseResults(messages, database.parsers, { rowMode: 'array' });
  const rows: unknown[][] = [];
  for (const row of results?.rows ?? []) if (Array.isArray(row)) rows.push(row);
  return { ...results, rows, fields: results?.fields ?? [] };
};
