import { Button, CodeBlock, Mark } from '@signalbox/ui';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';

import { useTitle } from '../../use-title.ts';

/** In place of a page that failed to draw: what happened, and the way back. What is around it stays. */
export const CrashPage = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  useTitle('Stopped');
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="m-auto flex w-full max-w-[480px] flex-col items-start gap-4 p-4">
      <Mark size={40} arm="level" />
      <div className="flex flex-col gap-1">
        <h1 className="text-title font-semibold">This page stopped working</h1>
        <p className="text-text-muted text-prose">Nothing is lost: runs go on without this page. It said:</p>
      </div>
      <CodeBlock text={error instanceof Error ? error.message : String(error)} />
      <div className="flex gap-2">
        <Button kind="primary" onClick={retry}>
          Try again
        </Button>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </div>
    </div>
  );
};
