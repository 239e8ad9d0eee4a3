import type { ModelCapabilities } from '@signalbox/contracts';

const words = {
  tools: 'tools',
  thinking: 'thinking',
  structuredOutput: 'JSON',
  images: 'images',
} as const satisfies Record<keyof ModelCapabilities, string>;

const all = ['tools', 'thinking', 'structuredOutput', 'images'] as const satisfies (keyof ModelCapabilities)[];
const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const both = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * What a model can do, "tools, thinking", and the rest: "no images; JSON not stated". Each is empty when there is
 * nothing to say; of a model that nothing is known of, `rest` is "not stated".
 */
export const formatCapabilities = (
  capabilities: ModelCapabilities,
): { readonly can: string; readonly rest: string } => {
  const of = (value: boolean | null): string[] =>
    all.filter((name) => capabilities[name] === value).map((name) => words[name]);
  const [missing, untold] = [of(false), of(null)];
  if (untold.length === all.length) return { can: '', rest: 'not stated' };
  const rest = [
    missing.length > 0 ? `no ${either.format(missing)}` : [],
    untold.length > 0 ? `${both.format(untold)} not stated` : [],
  ];
  return { can: of(true).join(', '), rest: rest.flat().join('; ') };
};
