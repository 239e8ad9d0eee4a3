import type { SetAgentStatus } from '@signalbox/contracts';
import { toast, type ToastContent } from '@signalbox/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { useTRPC, useTRPCClient } from '../../trpc.ts';
import type { AgentAnswer } from './agent-answer.ts';
import { isHosted } from './is-hosted.ts';

type NamedAgent = Pick<AgentAnswer, 'id' | 'name' | 'status'>;

const said: Record<SetAgentStatus, { readonly title: string; readonly body: string }> = {
  active: { title: 'is active', body: 'Everybody who may ask it is answered.' },
  inactive: { title: 'is inactive', body: 'New runs from outside are refused at once; runs under way go on.' },
  draft: { title: 'is a draft again', body: 'It answers people here, and nobody else.' },
};

/** What somebody set: being in error is found out of an active agent. */
const toSet = (status: AgentAnswer['status']): SetAgentStatus => (status === 'error' ? 'active' : status);

/** What can be done with an agent as a whole: it is done at once, said, and can be undone. */
export const useAgentActions = () => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  const act = async (change: () => Promise<unknown>, content: ToastContent): Promise<void> => {
    try {
      await change();
      toast(content);
    } catch (error) {
      toast({ title: 'Nothing was changed', body: toFault(error).message, tone: 'danger' });
    }
    await queryClient.invalidateQueries(trpc.agents.pathFilter());
  };
  const setStatus = (agent: NamedAgent, status: SetAgentStatus): Promise<void> => {
    const undo = (): void => void setStatus({ ...agent, status }, toSet(agent.status));
    const { title, body } = said[status];
    const content = { title: `${agent.name} ${title}`, body, action: { label: 'Undo', onSelect: undo } };
    return act(() => client.agents.update.mutate({ agent: agent.id, status }), content);
  };
  const archive = (agent: NamedAgent): Promise<void> =>
    act(() => client.agents.archive.mutate({ agent: agent.id }), {
      title: `${agent.name} is archived`,
      body: 'It takes no runs. Its versions and runs stay.',
      action: { label: 'Undo', onSelect: () => void restore(agent) },
    });
  const restore = (agent: NamedAgent): Promise<void> =>
    act(() => client.agents.restore.mutate({ agent: agent.id }), { title: `${agent.name} is back as it was` });
  const duplicate = (agent: NamedAgent): Promise<void> =>
    act(
      async () => {
        const original = await client.agents.get.query({ agent: agent.id });
        if (!isHosted(original)) throw new Error('An agent that runs elsewhere has no definition to copy.');
        const { name, description, type, project, capabilities, spec } = original;
        const labels = { name: `${name.slice(0, 93)} (copy)`, description, type, project, capabilities };
        const copy = await client.agents.create.mutate({ ...labels, spec, note: `Copy of ${name}` });
        await navigate({ to: '/agents/$agent', params: { agent: copy.slug }, search: { tab: 'definition' } });
      },
      { title: `${agent.name} is duplicated`, body: 'The copy is a draft with the published definition.' },
    );
  const adopt = (agent: NamedAgent): Promise<void> =>
    act(() => client.agents.adopt.mutate({ agent: agent.id }), {
      title: `${agent.name} is adopted`,
      body: 'It is one of the workspace’s own. What it reports goes on as before.',
    });
  return { setStatus, archive, restore, duplicate, adopt };
};
