import { ArrowUp } from 'lucide-react';

import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { useTitle } from '../../use-title.ts';
import { Composer } from './composer.tsx';
import { useStartRun } from './use-start-run.ts';

/** Prompts that the demo model can do with the built-in tools. */
const prompts = [
  'What is 5 + 10, then multiply by 3?',
  'What is 12 * 12, then subtract 44?',
  'What is 1 + 1, then add 2, then add 3, then add 4, then add 5?',
] as const;

/** Where a conversation begins: three prompts that work, and a place to write one's own. */
export const StartPage = ({ startRefusal }: { readonly startRefusal: string | null }) => {
  const { start, isStarting } = useStartRun();
  useTitle('New conversation');
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full w-full max-w-[760px] flex-col justify-center gap-6 p-4 pb-16">
        <div className="flex flex-col items-center gap-3 text-center">
          <Mark size={40} />
          <h1 className="text-figure font-semibold tracking-[-0.01em]">Ask your agent</h1>
          <p className="text-prose text-text-muted max-w-[480px]">
            Every step it takes is stored and shown here as it happens. Close the page when you like: the run goes on.
          </p>
        </div>
        <Composer label="Ask the assistant" refusal={startRefusal} />
        <div className="flex flex-col gap-2">
          <h2 className="text-meta text-text-muted font-medium">Try one of these</h2>
          <ul className="flex flex-col gap-2">
            {prompts.map((message) => (
              <li key={message}>
                <button
                  type="button"
                  disabled={isStarting || startRefusal !== null}
                  onClick={() => start({ message })}
                  className="rounded-card border-border bg-surface text-prose enabled:hover:bg-hover flex min-h-10 w-full items-center gap-3 border px-3 py-2 text-left disabled:opacity-60 pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 flex-1">{message}</span>
                  <Icon of={ArrowUp} className="text-text-muted rotate-45" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
};
