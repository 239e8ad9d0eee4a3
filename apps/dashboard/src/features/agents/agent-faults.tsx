import type { AgentFault } from '@signalbox/contracts';
import { linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { LinkedSentence } from '../../linked-sentence.tsx';

interface AgentFaultsProps {
  readonly faults: readonly AgentFault[];
  readonly className?: string;
}

const link = `${linkClass} whitespace-nowrap underline`;

const Mend = ({ fault: { code, subject } }: { readonly fault: AgentFault }) => {
  if (code === 'tool-off') {
    return (
      <Link to="/tools/$name" params={{ name: subject }} className={link}>
        Open the tool
      </Link>
    );
  }
  return (
    code === 'tool-missing' && (
      <Link to="/tools" className={link}>
        Open Tools
      </Link>
    )
  );
};

/** Why an agent's runs would fail, a sentence each, with the way to what mends it. */
export const AgentFaults = ({ faults, className = '' }: AgentFaultsProps) =>
  faults.length > 0 && (
    <ul className={`text-danger-text flex flex-col gap-0.5 break-words whitespace-normal ${className}`}>
      {faults.map((fault) => (
        <li key={`${fault.code} ${fault.subject}`}>
          <LinkedSentence text={fault.message} /> <Mend fault={fault} />
        </li>
      ))}
    </ul>
  );
