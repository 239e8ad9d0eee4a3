import { type RunEvent, type RunEventPayload, toBlockText } from '@signalbox/contracts';
import type { ReactNode } from 'react';

import { LongText } from '../../transcript/long-text.tsx';
import { Markdown } from '../../transcript/markdown.tsx';
import { CallSection, type CallEvents } from './call-section.tsx';
import { FactList } from './fact-list.tsx';

const Prose = ({ title, text }: { readonly title: string; readonly text: string }) =>
  text === '' ? null : (
    <section className="flex flex-col gap-1.5">
      {title !== '' && <h3 className="font-semibold">{title}</h3>}
      <LongText text={text} part={title} className="text-prose" />
    </section>
  );

const Thought = ({ blocks }: RunEventPayload<'agent-thought'>) => (
  <>
    <Prose title="Thought" text={toBlockText(blocks, 'thinking')} />
    <Prose title="Said" text={toBlockText(blocks, 'text')} />
  </>
);

const Answer = ({ blocks }: RunEventPayload<'agent-response'>) => (
  <div className="text-prose">
    <Markdown text={toBlockText(blocks, 'text') || toBlockText(blocks, 'refusal')} />
  </div>
);

const Discard = ({ error, reason, blocks = [] }: RunEventPayload<'model-call-discard'>) => (
  <>
    <Prose title={error?.code ?? reason} text={error?.message ?? 'The attempt was cut off.'} />
    <Prose title="What had arrived" text={blocks.map(({ text }) => text).join('\n\n')} />
  </>
);

const Decision = ({ decision, by, note = '' }: RunEventPayload<'approval-decision'>) => (
  <>
    <FactList
      facts={[
        ['Decided', decision],
        ['By', by.name],
      ]}
    />
    <Prose title="Note" text={note} />
  </>
);

const End = ({ status, by, error }: RunEventPayload<'run-end'>) => (
  <>
    <FactList facts={[['Status', status], ...(by ? [['By', by.name] as const] : [])]} />
    <Prose title={error?.code ?? ''} text={error?.message ?? ''} />
  </>
);

const drawEvent = (event: RunEvent): ReactNode => {
  switch (event.type) {
    case 'user-request':
      return <Prose title={`${event.payload.by.name} asked`} text={event.payload.text} />;
    case 'agent-thought':
      return <Thought {...event.payload} />;
    case 'agent-response':
      return <Answer {...event.payload} />;
    case 'model-call-discard':
      return <Discard {...event.payload} />;
    case 'run-end':
      return <End {...event.payload} />;
    case 'run-resume':
      return <FactList facts={[['After a', event.payload.reason]]} />;
    case 'approval-request':
      return <Prose title="Asked" text={event.payload.message} />;
    case 'approval-decision':
      return <Decision {...event.payload} />;
    case 'tool-call':
    case 'tool-start':
    case 'tool-result':
    case 'model-call-start':
    case 'model-call-end':
      return null;
  }
};

interface StepContentProps {
  readonly event: RunEvent;
  /** The tool call that it belongs to. */
  readonly call: CallEvents | null;
}

/** What an event says, set out for reading; what belongs to a tool call is told with the call. */
export const StepContent = ({ event, call }: StepContentProps) => (
  <>
    {drawEvent(event)}
    {call && <CallSection {...call} />}
  </>
);
