import type { Run } from '@signalbox/contracts';

/** A completed run, for tests. */
export const exampleRun: Run = {
  id: '01900000-0000-7000-8000-000000000001',
  conversationId: '01900000-0000-7000-8000-000000000002',
  previousRunId: null,
  agentId: '01900000-0000-7000-8000-000000000003',
  agentSlug: 'assistant',
  agentName: 'Assistant',
  version: 1,
  isDraft: false,
  source: 'api',
  status: 'completed',
  inputPreview: 'What is 1 + 1?',
  outputPreview: '2',
  error: null,
  waitsFor: null,
  resumes: 0,
  createdAt: '2026-11-21T14:00:00.000Z',
  startedAt: '2026-11-21T14:00:00.100Z',
  endedAt: '2026-11-21T14:00:01.000Z',
  durationMs: 900,
  inputTokens: 40,
  outputTokens: 2,
  costNanoUsd: 41_200_000,
  unpricedCalls: 0,
};
