import type { AgentSpec } from '@signalbox/contracts';

/** A definition, for tests. */
export const exampleSpec: AgentSpec = {
  models: [{ provider: 'demo', model: 'scripted', parameters: {} }],
  instructions: 'You help the people of {{company}}.\nBe brief.',
  variables: [{ name: 'company', default: null }],
  tools: [{ name: 'calculator', fixedArguments: {} }],
  output: null,
  historyRuns: null,
  whenBusy: 'queue',
  limits: { steps: 25, toolCalls: 200, wallTimeMs: 600_000, costNanoUsd: null },
};
