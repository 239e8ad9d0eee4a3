import type { Tool } from '@signalbox/contracts';
import { toast } from '@signalbox/ui';

import { toFault } from '../../fault.ts';
import { useTRPCClient } from '../../trpc.ts';
import { findAgentsWithTool } from './find-agents-with-tool.ts';
import { saySwitched } from './say-switched.ts';
import { useUpdateTool } from './use-update-tool.ts';

type SwitchTool = (tool: Pick<Tool, 'name' | 'title'>, isOn: boolean) => Promise<void>;

/** Switches a tool on or off at once, says what that means for whom, and offers to undo it. */
export const useSwitchTool = (): SwitchTool => {
  const client = useTRPCClient();
  const { mutateAsync } = useUpdateTool();
  const switchTool: SwitchTool = async ({ name, title }, isOn) => {
    try {
      const [agents] = await Promise.all([
        findAgentsWithTool(client, name).catch(() => null),
        mutateAsync({ name, enabled: isOn }),
      ]);
      const undo = (): void => void switchTool({ name, title }, !isOn);
      toast({ ...saySwitched({ title, isOn, agents }), action: { label: 'Undo', onSelect: undo } });
    } catch (error) {
      const { message } = toFault(error);
      toast({ title: `${title} could not be switched ${isOn ? 'on' : 'off'}`, body: message, tone: 'danger' });
    }
  };
  return switchTool;
};
