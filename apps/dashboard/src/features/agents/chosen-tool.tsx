import type { AgentTool, Tool } from '@signalbox/contracts';
import { Button, Checkbox, StatusWord } from '@signalbox/ui';
import { PowerOff, TriangleAlert } from 'lucide-react';
import { useState } from 'react';

import { formatNoun } from '../../formats/format-count.ts';
import { ToolEffect } from '../../tool-row/tool-effect.tsx';
import type { Definition } from './definition.ts';
import { FixedArguments } from './fixed-arguments.tsx';
import { toFaultAt } from './spec-faults.ts';

interface ChosenToolProps {
  readonly form: Definition;
  readonly name: string;
  /** Null when there is none of this name here. */
  readonly tool: Tool | null;
  /** Its place among the agent's tools; -1 when it is none of them. */
  readonly at: number;
  readonly chosen: AgentTool | null;
  /** Null takes it from the agent. */
  readonly onChange: (tool: AgentTool | null) => void;
}

/** A tool that an agent may have, and the arguments that are fixed when it does. */
export const ChosenTool = ({ form, name, tool, at, chosen, onChange }: ChosenToolProps) => {
  const [isOpened, setIsOpened] = useState(false);
  const fault = at === -1 ? null : toFaultAt(form.issues, `tools.${at}`);
  const count = Object.keys(chosen?.fixedArguments ?? {}).length;
  const isOpen = isOpened || (fault !== null && tool !== null);
  return (
    <li className="flex min-h-11 flex-col justify-center gap-2 px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Checkbox
          label={tool?.title ?? name}
          checked={chosen !== null}
          onChange={(isChosen) => onChange(isChosen ? { name, fixedArguments: {} } : null)}
          className="min-w-0 items-center"
        />
        {tool && <span className="text-code text-text-muted min-w-0 truncate font-mono max-sm:hidden">{name}</span>}
        {tool && <ToolEffect effect={tool.effect} />}
        {tool?.enabled === false && <StatusWord icon={PowerOff} tone="neutral" word="disabled" />}
        {!tool && <StatusWord icon={TriangleAlert} tone="danger" word="not here" isTinted />}
        {chosen && tool && (
          <Button
            kind="quiet"
            size="small"
            className="ml-auto"
            aria-expanded={isOpen}
            onClick={() => setIsOpened(!isOpen)}
          >
            {count === 0 ? 'Fix arguments' : formatNoun(count, 'fixed argument')}
          </Button>
        )}
      </div>
      {chosen && !tool && fault !== null && <p className="text-meta text-danger-text">{fault}</p>}
      {chosen && tool && isOpen && (
        <FixedArguments
          form={form}
          place={`tools.${at}.fixedArguments`}
          tool={name}
          value={chosen.fixedArguments}
          onChange={(fixedArguments) => onChange({ name, fixedArguments })}
        />
      )}
    </li>
  );
};
