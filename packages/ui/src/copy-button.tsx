import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

import { Button, type ButtonProps } from './button.tsx';
import { Icon } from './icon.tsx';

interface CopyButtonProps extends Pick<ButtonProps, 'kind' | 'size' | 'className'> {
  readonly text: string;
  /** What is copied: "Copy run id". */
  readonly label: string;
  /** The label stands beside the icon. */
  readonly hasWord?: boolean;
}

const sayMs = 2000;

type Outcome = 'copied' | 'failed' | null;

const said = { copied: 'Copied', failed: 'Copying was refused' } as const;

/** Copies a text and says so for two seconds. */
export const CopyButton = (props: CopyButtonProps) => {
  const { text, label, hasWord = false, kind = 'quiet', size = 'small', className } = props;
  const [outcome, setOutcome] = useState<Outcome>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), sayMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  const words = outcome === null ? label : said[outcome];
  return (
    <Button
      kind={kind}
      size={size}
      isSquare={!hasWord}
      className={className}
      aria-label={hasWord ? undefined : label}
      title={words}
      onClick={() => void copy()}
    >
      <Icon of={outcome === 'copied' ? Check : Copy} size={14} className={outcome === 'copied' ? 'text-success' : ''} />
      {hasWord && words}
      <span role="status" className="sr-only">
        {outcome !== null && !hasWord && said[outcome]}
      </span>
    </Button>
  );
};
