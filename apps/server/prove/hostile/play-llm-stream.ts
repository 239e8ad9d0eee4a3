import { type Vendor, vendors } from '../../src/testing/vendors.ts';
import { judgeLlmRun } from './judge-llm-run.ts';
import { type LlmScene, toLlmScene, toScene } from './llm-scenes.ts';
import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { unknownShape, type Verdict } from './verdict.ts';
import { watchPace } from './watch-pace.ts';

const playVendor = async (
  stage: Stage,
  id: string,
  { scene, vendor }: { scene: LlmScene; vendor: Vendor },
): Promise<string[]> => {
  const key = `${id} ${vendor.name}`;
  const message = stage.models.play(key, toScene(scene, vendor));
  const faults: string[] = [];
  const runId = await stage.startRun({ message, model: `${vendor.name}/test-1` });
  const paced = scene.kind === 'deltas' ? watchPace(stage, runId) : [];
  const run = await stage.untilEnd(runId, faults);
  faults.push(...(await paced), ...judgeLlmRun(run, scene, stage.models.seen(key)));
  return faults.map((fault) => `${vendor.name}: ${fault}`);
};

const isHeavy = ({ kind }: LlmScene): boolean => kind === 'deltas' || kind === 'arguments';

/** The wire of a model's server, in the words of each vendor. */
export const playLlmStream = async (stage: Stage, { id, input }: CorpusCase): Promise<Verdict> => {
  const scene = toLlmScene(input);
  if (!scene) return unknownShape(input);
  if (!isHeavy(scene)) {
    const all = await Promise.all(vendors.map((vendor) => playVendor(stage, id, { scene, vendor })));
    return { faults: all.flat() };
  }
  // megabytes each: one after the other, or they are measured against each other
  const faults: string[] = [];
  for (const vendor of vendors) faults.push(...(await stage.takeTurn(() => playVendor(stage, id, { scene, vendor }))));
  return { faults };
};
