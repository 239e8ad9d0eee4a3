import { quoteForShell } from './quote-for-shell.ts';

interface ChatCall {
  /** Where the server is reached. */
  readonly origin: string;
  readonly message: string;
  /** Slug; without it the workspace’s assistant. */
  readonly agent?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A call that asks an agent and works when it is pasted: the key comes from the settings. */
export const toChatCurl = ({ origin, message, agent, variables = {} }: ChatCall): string => {
  const body = {
    message,
    ...(agent !== undefined && { agent_id: agent }),
    ...(Object.keys(variables).length > 0 && { variables }),
  };
  return [
    `curl ${origin}/api/v1/chat \\`,
    '  -H "Authorization: Bearer $SIGNALBOX_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d ${quoteForShell(JSON.stringify(body))}`,
  ].join('\n');
};
