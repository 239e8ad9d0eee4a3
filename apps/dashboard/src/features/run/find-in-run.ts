import type { TranscriptItem } from '../../transcript/transcript-item.ts';

/** What a step says, in one text: what the find line looks through. */
const toSearchText = (item: TranscriptItem): string => {
  switch (item.type) {
    case 'request':
    case 'answer':
      return item.text;
    case 'thought':
      return `${item.reasoning}\n${item.spoken}`;
    case 'tool-call': {
      const { call, result, question, decision } = item;
      const asked = `${question?.message ?? ''}\n${decision?.note ?? ''}`;
      return `${call.tool}\n${JSON.stringify(call.arguments)}\n${result?.text ?? ''}\n${asked}`;
    }
    case 'discard':
      return `${item.discard.error?.message ?? ''}\n${(item.discard.blocks ?? []).map(({ text }) => text).join('\n')}`;
    case 'end':
      return `${item.end.error?.code ?? ''}\n${item.end.error?.message ?? ''}`;
    case 'demo-notice':
    case 'fallback':
    case 'resume':
      return '';
  }
};

export interface Finding {
  /** Seqs of the steps in which it was found, in their order. */
  readonly seqs: readonly number[];
  /** How often in all. */
  readonly count: number;
}

const nothing: Finding = { seqs: [], count: 0 };

/** Where a text occurs in a run, in upper or lower case. */
export const findInRun = (items: readonly TranscriptItem[], text: string): Finding => {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return nothing;
  const seqs: number[] = [];
  let count = 0;
  for (const item of items) {
    const hay = toSearchText(item).toLowerCase();
    const before = count;
    for (let at = hay.indexOf(wanted); at !== -1; at = hay.indexOf(wanted, at + wanted.length)) count += 1;
    if (count > before) seqs.push(item.seq);
  }
  return { seqs, count };
};
