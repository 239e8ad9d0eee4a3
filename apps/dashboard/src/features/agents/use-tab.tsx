import { Panel } from '@signalbox/ui';

import { CodeSnippet } from '../../snippet/code-snippet.tsx';
import { toChatCurl } from '../../snippet/to-chat-curl.ts';
import type { HostedAgent } from './agent-answer.ts';
import { KeyPanel } from './key-panel.tsx';
import { toClientSnippet } from './to-client-snippet.ts';
import { toExampleVariables } from './use-agent-snippet.ts';

interface UseTabProps {
  readonly agent: HostedAgent;
}

/** Calls of this agent that work when they are pasted. */
export const UseTab = ({ agent: { slug, status, spec } }: UseTabProps) => {
  const { origin } = window.location;
  const call = { origin, agent: slug, message: 'What can you do?', variables: toExampleVariables(spec.variables) };
  const isOn = status === 'active' || status === 'error';
  return (
    <div className="flex max-w-[760px] flex-col gap-4">
      {!isOn && (
        <p className="border-warning rounded-card bg-surface border px-4 py-3">
          It answers people here only, because it is not active: calls with a key are refused. Switch it on first.
        </p>
      )}
      <KeyPanel />
      <Panel title="curl" note="The answer comes when the run has ended.">
        <CodeSnippet text={toChatCurl(call)} className="px-4 pb-4 [&>span]:right-5" />
      </Panel>
      <Panel title="TypeScript" note="With the package @signalbox/client.">
        <CodeSnippet text={toClientSnippet(call)} className="px-4 pb-4 [&>span]:right-5" />
      </Panel>
    </div>
  );
};
