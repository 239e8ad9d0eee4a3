import { Button, EmptyState } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { Rows3, SearchX } from 'lucide-react';
import { useState } from 'react';

import { formatNoun } from '../../formats/format-count.ts';
import { CodeSnippet } from '../../snippet/code-snippet.tsx';
import { toChatCurl } from '../../snippet/to-chat-curl.ts';

interface RunsEmptyProps {
  readonly filterCount: number;
  readonly onClearFilters: () => void;
}

const FirstTime = () => {
  const [isSnippetShown, setIsSnippetShown] = useState(false);
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
            <CodeSnippet
              text={toChatCurl({ origin: window.location.origin, message: 'What is 5 + 10?' })}
              className="mt-2 w-full max-w-[640px]"
            />
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
