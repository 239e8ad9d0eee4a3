const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const definition = /^ {0,3}\[[^\]]+\]:\s*\S/m;

/** Whether the line closes the fence that is open. */
const isClosing = (open: string, line: string): boolean => {
  const [, marks = '', rest = ''] = fence.exec(line) ?? [];
  return marks.startsWith(open) && rest.trim() === '';
};

/** Whether a line after an empty one belongs to what came before it: indented, or the next item of a list. */
const isContinued = (first: string, line: string): boolean =>
  /^(?: {2,}|\t)\S/.test(line) || (listItem.test(first) && listItem.test(line));

/**
 * Markdown in its top-level blocks, which joined are the text again: only the last one changes while text is added
 * at its end. Fenced code, lists and tables stay whole; a text with link definitions is one block.
 */
export const splitBlocks = (text: string): readonly string[] => {
  if (definition.test(text)) return [text];
  const blocks: string[] = [];
  let block = '';
  let first = '';
  let open: string | null = null;
  let isAfterGap = false;
  for (const line of text.split(/(?<=\n)/)) {
    const isEmpty = line.trim() === '';
    if (open === null && isAfterGap && !isEmpty && !isContinued(first, line)) {
      blocks.push(block);
      block = '';
    }
    if (block === '') first = line;
    block += line;
    isAfterGap = open === null && isEmpty;
    const [, marks, info = ''] = fence.exec(line.trimEnd()) ?? [];
    if (open !== null) open = isClosing(open, line.trimEnd()) ? null : open;
    else if (marks !== undefined && !(marks.startsWith('`') && info.includes('`'))) open = marks;
  }
  return block === '' ? blocks : [...blocks, block];
};
