import type { RunEvent } from '@signalbox/contracts';
import { CodeBlock, CopyButton, SidePanel, TabPanel, Tabs } from '@signalbox/ui';
import { useState } from 'react';

import { findCallEvents } from './call-section.tsx';
import { FactList } from './fact-list.tsx';
import { findModelCall, listModelCalls, type ModelCall } from './list-model-calls.ts';
import { listTiming } from './list-timing.ts';
import { ModelCallSection } from './model-call-section.tsx';
import { PreviousNext } from './previous-next.tsx';
import { StepContent } from './step-content.tsx';
import { toStepTitle } from './to-step-title.ts';

interface StepPanelProps {
  readonly events: readonly RunEvent[];
  readonly seq: number;
  /** Goes to the step before or after in the view that is open. */
  readonly onGo: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

type Form = 'formatted' | 'raw' | 'timing';

const forms = [
  { value: 'formatted', label: 'Formatted' },
  { value: 'raw', label: 'Raw' },
  { value: 'timing', label: 'Timing' },
] as const;

interface FormProps {
  readonly form: Form;
  readonly event: RunEvent;
  readonly events: readonly RunEvent[];
  readonly modelCall: ModelCall | null;
}

const Shown = ({ form, event, events, modelCall }: FormProps) => {
  switch (form) {
    case 'formatted':
      return (
        <>
          <StepContent event={event} call={findCallEvents(events, event)} />
          {modelCall && <ModelCallSection call={modelCall} />}
        </>
      );
    case 'raw':
      return (
        <>
          <CopyButton
            hasWord
            kind="secondary"
            text={JSON.stringify(event, null, 2)}
            label="Copy JSON"
            className="w-fit"
          />
          <CodeBlock text={JSON.stringify(event)} />
        </>
      );
    case 'timing':
      return <FactList facts={listTiming({ event, events, modelCall })} />;
  }
};

const StepActions = ({ onGo }: Pick<StepPanelProps, 'onGo'>) => (
  <>
    <PreviousNext of="step" keys={{ previous: 'k', next: 'j' }} onGo={onGo} />
    <CopyButton text={window.location.href} label="Copy link to this step" />
  </>
);

/** One step of a run beside its view: set out for reading, as it was stored, and when it was. */
export const StepPanel = ({ events, seq, onGo, onClose }: StepPanelProps) => {
  const [form, setForm] = useState<Form>('formatted');
  const event = events.find((one) => one.seq === seq);
  const modelCall = event ? findModelCall(listModelCalls(events), event.payload) : null;
  return (
    <SidePanel
      isOpen
      title={event ? toStepTitle(event) : `Step ${seq}`}
      storageKey="step"
      onClose={onClose}
      actions={<StepActions onGo={onGo} />}
    >
      {event ? (
        <>
          <Tabs label="Form" value={form} tabs={forms} onChange={setForm} className="px-4" />
          <TabPanel value={form} className="flex flex-col gap-5 p-4">
            <Shown key={`${form} ${seq}`} form={form} event={event} events={events} modelCall={modelCall} />
          </TabPanel>
        </>
      ) : (
        <p className="text-text-muted p-4">The run has no step {seq} so far.</p>
      )}
    </SidePanel>
  );
};
