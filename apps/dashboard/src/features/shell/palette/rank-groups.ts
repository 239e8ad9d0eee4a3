import type { Command } from './command.ts';
import { scoreCommand } from './score-command.ts';

/** Commands of one kind. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
  /** Was looked for elsewhere and is shown whatever is typed, after the others. */
  readonly isFound?: boolean;
}

const toRanked = (group: CommandGroup, typed: string): { readonly group: CommandGroup; readonly best: number } => {
  if (group.isFound) return { group, best: 0 };
  const scored = group.commands
    .map((command) => ({ command, score: scoreCommand(command, typed) }))
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score);
  return { group: { ...group, commands: scored.map(({ command }) => command) }, best: scored[0]?.score ?? 0 };
};

/** What fits the typed words, the best of each group first and the best group first. */
export const rankGroups = (groups: readonly CommandGroup[], typed: string): readonly CommandGroup[] =>
  groups
    .map((group) => toRanked(group, typed))
    .filter(({ group }) => group.commands.length > 0)
    .toSorted((left, right) => right.best - left.best)
    .map(({ group }) => group);
