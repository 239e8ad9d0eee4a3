import { quoteForCode } from '../../snippet/quote-for-code.ts';
import { toClientLines } from '../../snippet/to-client-lines.ts';

interface ClientCall {
  /** Where the server is reached. */
  readonly origin: string;
  readonly agent: string;
  readonly message: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A program that asks an agent with the typed client and prints its answer; the key comes from the settings. */
export const toClientSnippet = ({ origin, agent, message, variables }: ClientCall): string => {
  const entries = Object.entries(variables).map(([name, text]) => `${name}: ${quoteForCode(text)}`);
  return [
    ...toClientLines(origin),
    'const run = await client.runs.startAndWait({',
    `  agent: ${quoteForCode(agent)},`,
    `  message: ${quoteForCode(message)},`,
    ...(entries.length > 0 ? [`  variables: { ${entries.join(', ')} },`] : []),
    '});',
    'console.log(run.text);',
  ].join('\n');
};
