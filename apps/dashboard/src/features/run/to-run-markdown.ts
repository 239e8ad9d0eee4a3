import type { Run, RunEvent } from '@signalbox/contracts';

import { formatNoun } from '../../formats/format-count.ts';
import { formatDuration, formatOffset } from '../../formats/format-duration.ts';
import { toCostWords } from '../../transcript/to-cost-words.ts';
import { toFigures } from '../../transcript/to-figures.ts';
import { toReportedFigures } from '../../transcript/to-reported-figures.ts';
import { toRepricedFigures } from '../../transcript/to-repriced-figures.ts';
import { toTranscript } from '../../transcript/to-transcript.ts';
import type { TranscriptItem } from '../../transcript/transcript-item.ts';

/** A fence that is longer than any in the text, so that the text cannot end it. */
const toFence = (text: string, language = ''): string => {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([marks]) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
};

const toQuote = (text: string): string => text.replaceAll(/^/gm, '> ');

const toDuration = (durationMs: number | null): string[] => (durationMs === null ? [] : [formatDuration(durationMs)]);

const toCallText = ({ call, result, decision }: Extract<TranscriptItem, { type: 'tool-call' }>): string => {
  const parts: string[] = [
    call.effect ?? 'effect not reported',
    '',
    toFence(JSON.stringify(call.arguments, null, 2), 'json'),
  ];
  if (result) parts.push('', [result.outcome, ...toDuration(result.durationMs)].join(', '), '', toFence(result.text));
  if (decision) parts.push('', `${decision.by.name} decided: ${decision.decision}. ${decision.note ?? ''}`.trim());
  return parts.join('\n');
};

const toSection = (item: TranscriptItem): readonly [string, string] | null => {
  switch (item.type) {
    case 'request':
      return [`Request of ${item.by.name}`, item.text];
    case 'thought':
      return [
        'Thought',
        [toQuote(item.reasoning), item.spoken].filter((text) => text !== '> ' && text !== '').join('\n\n'),
      ];
    case 'tool-call':
      return [`Tool call: ${item.call.tool}`, toCallText(item)];
    case 'discard':
      return ['Attempt thrown away', item.discard.error?.message ?? item.discard.reason];
    case 'answer':
      return ['Answer', item.text];
    case 'end':
      return [`Run ${item.end.status}`, item.end.error ? `${item.end.error.code}: ${item.end.error.message}` : ''];
    case 'resume':
      return ['Resumed', `after ${formatDuration(item.gapMs)}`];
    case 'demo-notice':
    case 'fallback':
      return null;
  }
};

/** A run as a Markdown document: its figures, then its steps in their order. */
export const toRunMarkdown = (run: Run, events: readonly RunEvent[]): string => {
  const figures = run.source === 'report' ? toReportedFigures(run) : toRepricedFigures(toFigures(events), run);
  const facts = [
    `- Run: ${run.id}`,
    `- Agent: ${run.agentName}, version ${run.versionLabel}`,
    ...(figures.models.length === 0 ? [] : [`- Model: ${figures.models.join(', ')}`]),
    `- Status: ${figures.status}`,
    `- Started: ${run.createdAt}`,
    ...(figures.durationMs === null ? [] : [`- Duration: ${formatDuration(figures.durationMs)}`]),
    `- Tokens: ${formatNoun(figures.tokens, 'token')}`,
    `- Cost: ${toCostWords(figures)}`,
  ];
  const steps = toTranscript(events).flatMap((item) => {
    const section = toSection(item);
    return section ? [`## ${item.seq} · ${section[0]} (${formatOffset(item.offsetMs)})\n\n${section[1]}`.trim()] : [];
  });
  return `# Run ${run.id.slice(-8)}\n\n${facts.join('\n')}\n\n${steps.join('\n\n')}\n`;
};
