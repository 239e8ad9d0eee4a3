import type { Run } from '@signalbox/contracts';

/** What the tree of a conversation needs of a run. */
type TreeRun = Pick<Run, 'id' | 'previousRunId'>;

/** A run on a way through a conversation. */
export interface BranchStep<Node extends TreeRun> {
  readonly run: Node;
  /** The runs at this place of the conversation, itself among them, oldest first. */
  readonly siblings: readonly Node[];
}

/** The newest run that goes on from a run, itself when none does: runs come oldest first, so the last one found is it. */
const findLeaf = <Node extends TreeRun>(runs: readonly Node[], start: Node): Node => {
  const below = new Set([start.id]);
  let leaf = start;
  for (const run of runs) {
    if (run.previousRunId === null || !below.has(run.previousRunId)) continue;
    below.add(run.id);
    leaf = run;
  }
  return leaf;
};

/**
 * One way through a conversation, oldest run first: to the newest run that goes on from the chosen one, or to the
 * newest of all when none is chosen or it is not there. Expects the runs oldest first.
 */
export const toBranch = <Node extends TreeRun>(runs: readonly Node[], chosenId: string | null): BranchStep<Node>[] => {
  const chosen = runs.find(({ id }) => id === chosenId);
  const leaf = chosen ? findLeaf(runs, chosen) : runs.at(-1);
  const byId = new Map(runs.map((run) => [run.id, run]));
  const bySource = Map.groupBy(runs, ({ previousRunId }) => previousRunId);
  const steps: BranchStep<Node>[] = [];
  for (let run = leaf; run; run = byId.get(run.previousRunId ?? '')) {
    steps.push({ run, siblings: bySource.get(run.previousRunId) ?? [run] });
  }
  return steps.toReversed();
};
