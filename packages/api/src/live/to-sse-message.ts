/** One message of an event stream, as tRPC's client reads it. */
export const toSseMessage = ({
  event,
  data = '',
  id,
}: {
  readonly event?: 'connected' | 'ping' | 'return' | 'serialized-error';
  /** One line, such as JSON. */
  readonly data?: string;
  readonly id?: string;
}): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n${id === undefined ? '' : `id: ${id}\n`}\n`;
