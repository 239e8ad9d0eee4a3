interface SwitchedTool {
  readonly title: string;
  readonly isOn: boolean;
  /** Names of the agents that may call it; null when they are not known. */
  readonly agents: readonly string[] | null;
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const toAgentWords = ({ isOn, agents }: SwitchedTool): string => {
  if (agents === null) return isOn ? 'Every agent that has it can use it again.' : 'Every agent that has it loses it.';
  if (agents.length === 0) return 'No agent has it.';
  const names = list.format(agents);
  const isOne = agents.length === 1;
  if (isOn) return `${names} can use it again.`;
  return `${names} ${isOne ? 'loses' : 'lose'} it.`;
};

/** What switching a tool did, for a message. */
export const saySwitched = (tool: SwitchedTool): { readonly title: string; readonly body: string } => ({
  title: `${tool.title} is switched ${tool.isOn ? 'on' : 'off'}`,
  body: tool.isOn ? toAgentWords(tool) : `New calls stop at once; a call under way goes on. ${toAgentWords(tool)}`,
});
