import { ToolError } from '@signalbox/tool-sdk';

const maxHeaders = 50;
const maxValueLength = 8000;

/** Headers that belong to the connection, which is not the caller's. */
const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const refuse = (name: string, reason: string): never => {
  throw new ToolError(`headers: ${JSON.stringify(name.slice(0, 100))} ${reason}.`);
};

/** The headers of a request as given, after a look at each. Throws `ToolError` for one that can't be sent. */
export const checkHeaders = (given: Readonly<Record<string, string>>): Headers => {
  const headers = new Headers();
  const entries = Object.entries(given);
  if (entries.length > maxHeaders) throw new ToolError(`headers: there are over ${maxHeaders}.`);
  for (const [name, value] of entries) {
    const lower = name.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(lower)) refuse(name, 'is no name of a header');
    if (ownHeaders.has(lower) || lower.startsWith('proxy-')) refuse(name, 'is set by the server itself');
    if (value.length > maxValueLength) refuse(name, `is over ${maxValueLength} characters long`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) refuse(name, 'has a sign in it that headers can’t have');
    headers.set(name, value);
  }
  return headers;
};
