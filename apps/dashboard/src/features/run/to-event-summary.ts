import { inputTokens, outputTokens, toBlockText, type RunEvent } from '@signalbox/contracts';

import { formatBytes } from '../../formats/format-bytes.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { formatDuration, formatKnownDuration } from '../../formats/format-duration.ts';

/** What stands in one line; the rest is in the step. */
const longest = 300;

const toLine = (text: string): string => text.slice(0, longest).replaceAll(/\s+/g, ' ');

/** An event in a line. */
export const toEventSummary = (event: RunEvent): string => {
  switch (event.type) {
    case 'user-request':
      return toLine(`${event.payload.by.name}: ${event.payload.text}`);
    case 'model-call-start':
      return `attempt ${event.payload.attempt} · ${event.payload.provider}/${event.payload.model} · ${formatNoun(event.payload.messages, 'message')}`;
    case 'agent-thought':
      return toLine(event.payload.blocks.map(({ text }) => text).join(' '));
    case 'tool-call':
      return toLine(`${event.payload.tool} ${JSON.stringify(event.payload.arguments)}`);
    case 'tool-start':
      return `execution ${event.payload.execution}`;
    case 'tool-result': {
      const { outcome, durationMs, bytes, text } = event.payload;
      return toLine(
        `${outcome} · ${formatKnownDuration(durationMs)} · ${formatBytes(bytes)} · ${text.slice(0, longest)}`,
      );
    }
    case 'model-call-end': {
      const { attempt, finish, usage, latencyMs } = event.payload;
      const tokens = formatNoun(inputTokens(usage) + outputTokens(usage), 'token');
      return `attempt ${attempt} · ${finish} · ${tokens} · ${formatDuration(latencyMs)}`;
    }
    case 'model-call-discard':
      return toLine(`attempt ${event.payload.attempt} · ${event.payload.error?.message ?? event.payload.reason}`);
    case 'agent-response':
      return toLine(toBlockText(event.payload.blocks, 'text') || toBlockText(event.payload.blocks, 'refusal'));
    case 'approval-request':
      return toLine(`${event.payload.reason} · ${event.payload.message}`);
    case 'approval-decision':
      return toLine(`${event.payload.by.name}: ${event.payload.decision} ${event.payload.note ?? ''}`);
    case 'run-resume':
      return `after a ${event.payload.reason} · recoveries ${event.payload.recoveries}`;
    case 'run-end':
      return toLine(`${event.payload.status} ${event.payload.error?.message ?? ''}`);
  }
};
