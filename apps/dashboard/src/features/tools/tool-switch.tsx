import type { Tool } from '@signalbox/contracts';
import { Switch } from '@signalbox/ui';

import { useRefusal } from '../../viewer/viewer-context.ts';
import { useSwitchTool } from './use-switch-tool.ts';

interface ToolSwitchProps {
  readonly tool: Pick<Tool, 'name' | 'title' | 'enabled'>;
  /** Its word stands beside it. */
  readonly hasWord?: boolean;
}

/** Whether agents may use a tool. */
export const ToolSwitch = ({ tool, hasWord = false }: ToolSwitchProps) => {
  const switchTool = useSwitchTool();
  const word = tool.enabled ? 'On' : 'Off';
  return (
    <Switch
      label={hasWord ? word : `Agents may use ${tool.title}`}
      isLabelHidden={!hasWord}
      checked={tool.enabled}
      reason={useRefusal('tools:update')}
      onChange={(isOn) => void switchTool(tool, isOn)}
    />
  );
};
