import { Button, Combobox, Dialog, FaultBox, toast } from '@signalbox/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useFoundAgents } from '../../filters/use-found-agents.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { useTRPC } from '../../trpc.ts';
import type { AgentAnswer } from './agent-answer.ts';

export interface MergeDialogProps {
  readonly agent: Pick<AgentAnswer, 'id' | 'name' | 'slug' | 'latestVersion'>;
  readonly onClose: () => void;
}

const mostCounted = 100;

/** How many runs go with it, as far as they are counted. */
const useRunWords = (agent: string): string => {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.list.queryOptions({ agent, limit: mostCounted }));
  if (!data) return 'all runs';
  return data.nextCursor === null ? formatNoun(data.items.length, 'run') : `${mostCounted}+ runs`;
};

/** Merges the agent into another, says so, and opens that one. */
const useMerge = ({ agent, onClose }: MergeDialogProps) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation(
    trpc.agents.merge.mutationOptions({
      onSuccess: async (into) => {
        toast({
          title: `${agent.name} is merged into ${into.name}`,
          body: `Reports of ${agent.slug} count for it now.`,
        });
        onClose();
        await navigate({ to: '/agents/$agent', params: { agent: into.slug } });
      },
      onSettled: () => queryClient.invalidateQueries(trpc.agents.pathFilter()),
    }),
  );
};

/** Gives all that was reported of an agent to another, once somebody chose which and confirmed. */
export const MergeDialog = ({ agent, onClose }: MergeDialogProps) => {
  const [typed, setTyped] = useState('');
  const [into, setInto] = useState<AgentAnswer | null>(null);
  const found = useFoundAgents({ typed, kind: 'external' });
  const others = found.agents.filter(({ id }) => id !== agent.id);
  const hasNone = !found.isSearching && typed.trim() === '' && others.length === 0;
  const runs = useRunWords(agent.id);
  const merge = useMerge({ agent, onClose });
  // the chosen one stays, whatever was typed to find it
  const isGone = into !== null && typed === '' && !others.some(({ id }) => id === into.id);
  const offered = isGone ? [...others, into] : others;
  const fault = found.error ?? merge.error;
  return (
    <Dialog
      title={`Merge ${agent.name} into another agent`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="danger-fill"
            disabled={into === null}
            isBusy={merge.isPending}
            onClick={() => into && merge.mutate({ agent: agent.id, into: into.id })}
          >
            {into ? `Merge into ${into.name}` : 'Merge'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Combobox
          label="Into"
          value={into?.id ?? null}
          options={offered.map(({ id, slug, name }) => ({ value: id, label: name, hint: slug }))}
          onType={setTyped}
          isSearching={found.isSearching}
          placeholder={hasNone ? 'No other agent runs elsewhere' : 'Find an agent'}
          disabled={hasNone}
          onChange={(id) => setInto(offered.find((one) => one.id === id) ?? null)}
        />
        <ul className="text-text-muted list-disc pl-5">
          <li>
            {formatNoun(agent.latestVersion, 'version')} and {runs} move, with their figures and activity; versions of
            one label become one.
          </li>
          <li>
            What is reported of <span className="text-code font-mono">{agent.slug}</span> from then on counts for the
            other agent.
          </li>
          <li>It can’t be undone.</li>
        </ul>
        {fault && <FaultBox fault={toFault(fault)} />}
      </div>
    </Dialog>
  );
};
