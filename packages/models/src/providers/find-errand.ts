import { isJsonTooDeep, JsonObject } from '@signalbox/contracts';

/** A call of a tool that a message asks for in so many words. */
export interface DemoErrand {
  readonly tool: string;
  readonly thought: string;
  readonly arguments: Readonly<JsonObject>;
}

/** Longest text that is looked at. */
const maxLength = 500;

const polite = String.raw`^\s*(?:please\s+|can you\s+|could you\s+)?`;
const searchPattern = new RegExp(`${polite}(?:search(?:\\s+the\\s+web)?(?:\\s+for)?|look\\s+up)\\s+(\\S.{0,300})`, 'i');
const readPattern = new RegExp(`${polite}(?:read|open|show)\\s+(?:me\\s+)?(?:the\\s+)?file\\s+(\\S{1,300})`, 'i');
const listPattern = new RegExp(
  `${polite}(?:list|show)\\s+(?:me\\s+)?(?:all\\s+|the\\s+|my\\s+)*files(?:\\s+in\\s+(\\S{1,300}))?`,
  'i',
);
/** Any tool by its name, with its arguments as JSON. */
const callPattern = new RegExp(
  `${polite}(?:call|use)\\s+(?:the\\s+)?(?:tool\\s+)?([a-z][a-z0-9_]{0,63})\\s+with\\s+(\\{.*\\})`,
  'is',
);

const parseObject = (text: string): JsonObject | undefined => {
  if (isJsonTooDeep(text)) return undefined;
  try {
    return JsonObject.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const unquote = (text: string): string => text.replaceAll(/^["'“‘]+|["'”’?!,]+$|\.$/g, '');

const findCall = (text: string): DemoErrand | undefined => {
  const [, tool, json] = callPattern.exec(text) ?? [];
  const given = json === undefined ? undefined : parseObject(json);
  if (tool === undefined || given === undefined) return undefined;
  return { tool, thought: `I need to call ${tool}.`, arguments: given };
};

/** The tool call that a message asks for: a search, a file, or any tool by its name; undefined when it asks for none. */
export const findErrand = (message: string): DemoErrand | undefined => {
  const text = message.trimStart().slice(0, maxLength);
  const call = findCall(text);
  if (call) return call;
  const asked = searchPattern.exec(text)?.[1];
  if (asked !== undefined) {
    const query = unquote(asked.trim());
    return { tool: 'web_search', thought: `I need to search for ${query}.`, arguments: { query } };
  }
  const file = readPattern.exec(text)?.[1];
  if (file !== undefined) {
    const path = unquote(file);
    return { tool: 'file_io', thought: `I need to read ${path}.`, arguments: { operation: 'read', path } };
  }
  const list = listPattern.exec(text);
  if (!list) return undefined;
  const path = unquote(list[1] ?? '.') || '.';
  return { tool: 'file_io', thought: 'I need to see which files there are.', arguments: { operation: 'list', path } };
};
