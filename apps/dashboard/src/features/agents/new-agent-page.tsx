import { PageHeader } from '@signalbox/ui';

import { useTitle } from '../../use-title.ts';
import { NewAgentForm } from './new-agent-form.tsx';

/** Where an agent is made. */
export const NewAgentPage = () => {
  useTitle('New agent');
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex max-w-[640px] flex-col gap-5 p-3 md:p-5">
        <PageHeader
          title="New agent"
          lead="It begins as a draft: it answers people here, and nobody else until it is switched on."
        />
        <NewAgentForm />
      </div>
    </div>
  );
};
