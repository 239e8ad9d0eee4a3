import { expect, test } from 'vitest';

import { toTargetOptions } from './to-target-options.ts';

const agent = (slug: string, version: number, latestVersion: number) => ({
  slug,
  name: `Agent ${slug}`,
  version,
  latestVersion,
});

test('agents, the versions of those that have several, and models without an agent', () => {
  const options = toTargetOptions(
    [agent('bare-model', 1, 1), agent('one', 1, 1), agent('two', 1, 2)],
    [{ id: 'demo/demo', title: 'Demo' }],
  );
  expect(options.map(({ value, label, hint }) => [value, label, hint])).toEqual([
    ['one', 'Agent one', 'one'],
    ['two', 'Agent two', 'two'],
    ['two@2', 'Agent two v2', 'two'],
    ['two@1', 'Agent two v1', 'published'],
    ['bare-model:demo/demo', 'Demo', 'demo/demo'],
  ]);
});

test('of many versions the ten newest', () => {
  const versions = toTargetOptions([agent('old', 3, 30)], []).slice(1);
  expect([versions.length, versions[0]?.value, versions.at(-1)?.value]).toEqual([10, 'old@30', 'old@21']);
});
