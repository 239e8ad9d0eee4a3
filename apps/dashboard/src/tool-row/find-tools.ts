import type { Tool } from '@signalbox/contracts';

/** The tools whose title, name or description holds every word, in any case. */
export const findTools = (tools: readonly Tool[], text: string): readonly Tool[] => {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return tools;
  return tools.filter(({ title, name, description }) => {
    const where = `${title} ${name} ${description}`.toLowerCase();
    return words.every((word) => where.includes(word));
  });
};
