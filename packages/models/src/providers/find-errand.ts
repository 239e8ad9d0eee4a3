/** A call of a search or file tool that a message asks for in so many words. */
export interface DemoErrand {
  readonly tool: string;
  readonly thought: string;
  readonly arguments: Readonly<Record<string, string>>;
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

const unquote = (text: string): string => text.replaceAll(/^["'“‘]+|["'”’?!,]+$|\.$/g, '');

/** What a message wants of the search or file tool; undefined when it wants neither. */
export const findErrand = (message: string): DemoErrand | undefined => {
  const text = message.trimStart().slice(0, maxLength);
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
