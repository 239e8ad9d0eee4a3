import { Button, CodeBlock, CopyButton, EmptyState } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { Rows3, SearchX } from 'lucide-react';
import { useState } from 'react';

import { formatNoun } from '../../formats/format-count.ts';

interface RunsEmptyProps {
  readonly filterCount: number;
  readonly onClearFilters: () => void;
}

/** A call that works when it is pasted: the key comes from the settings. */
const toSnippet = (): string =>
  [
    `curl ${window.location.origin}/api/v1/chat \\`,
    '  -H "Authorization: Bearer $SIGNALBOX_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"message": "What is 5 + 10?"}'`,
  ].join('\n');

const FirstTime = () => {
  const [isSnippetShown, setIsSnippetShown] = useState(false);
  const snippet = toSnippet();
  return (
    <EmptyState
      icon={Rows3}
      title="No runs yet"
      body="Ask an agent something, or start one from your code."
      actions={
        <>
          <Link
            to="/playground/{-$conversationId}"
            className="rounded-control bg-accent-fill text-on-fill hover:bg-accent-fill-hover inline-flex h-8 items-center px-3 font-medium pointer-coarse:h-11"
          >
            Open Playground
          </Link>
          <Button aria-expanded={isSnippetShown} onClick={() => setIsSnippetShown(!isSnippetShown)}>
            {isSnippetShown ? 'Hide snippet' : 'Show snippet'}
          </Button>
          {isSnippetShown && (
            <div className="relative mt-2 w-full max-w-[640px] text-left">
              <CodeBlock text={snippet} />
              <span className="absolute top-1 right-1">
                <CopyButton text={snippet} label="Copy snippet" />
              </span>
            </div>
          )}
        </>
      }
    />
  );
};

/** In place of rows: nothing yet, or nothing that matches. */
export const RunsEmpty = ({ filterCount, onClearFilters }: RunsEmptyProps) => {
  if (filterCount === 0) return <FirstTime />;
  const these = filterCount === 1 ? 'this filter' : `these ${formatNoun(filterCount, 'filter')}`;
  return (
    <EmptyState
      icon={SearchX}
      title={`No run matches ${these}`}
      actions={<Button onClick={onClearFilters}>Clear filters</Button>}
    />
  );
};
