/** Rows of a table by the names that columns have, or had at some migration. */
export type EarlierRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** How many there are of what a workspace has many of. */
const [agentCount, runCount, bucketCount] = [10, 2000, 500];

const at = '2026-10-01T10:00:00Z';
const kinds = ['organization', 'user', 'agent', 'conversation', 'run', 'activity', 'other'] as const;

/** The same id for the same thing each time, of a time that is past. */
const toId = (kind: (typeof kinds)[number], number: number): string =>
  `0199a000-000${kinds.indexOf(kind)}-7000-8000-${number.toString(16).padStart(12, '0')}`;

const times = <Row>(count: number, toRow: (number: number) => Row): Row[] =>
  Array.from({ length: count }, (_, index) => toRow(index + 1));

const workspace_id = toId('organization', 1);
const by = { kind: 'local', id: 'test', name: 'Test' };
const actor = JSON.stringify(by);
const spec = JSON.stringify({ instructions: 'Be brief.', models: [{ provider: 'demo', model: 'demo' }], tools: 'all' });

const people: EarlierRows = {
  auth_organization: [{ id: workspace_id, name: 'Main', slug: 'main', createdAt: at }],
  auth_user: times(5, (number) => {
    const email = `user-${number}@example.com`;
    return { id: toId('user', number), name: 'Signe', email, emailVerified: true, createdAt: at, updatedAt: at };
  }),
  auth_account: times(5, (number) => {
    const userId = toId('user', number);
    const account = { accountId: userId, providerId: 'credential', password: 'x', createdAt: at, updatedAt: at };
    return { id: toId('other', number), userId, ...account };
  }),
  auth_member: times(5, (number) => {
    const place = { organizationId: workspace_id, userId: toId('user', number) };
    return { id: toId('other', number), ...place, role: number === 1 ? 'owner' : 'member', createdAt: at };
  }),
};

/** One has the slug that every start looks for. */
const toSlug = (number: number): string => (number === 1 ? 'bare-model' : `agent-${number}`);

const agents: EarlierRows = {
  agents: times(agentCount, (number) => ({
    id: toId('agent', number),
    workspace_id,
    slug: toSlug(number),
    name: `Agent ${number}`,
    status: 'active',
    current_version: 2,
    latest_version: 3,
    created_at: at,
    last_active_at: at,
    description: 'Täglich',
    type: '',
    project: 'signals',
    capabilities: ['a', 'b'],
    kind: 'hosted',
    is_observed: false,
    is_sample: false,
  })),
  agent_versions: times(agentCount * 3, (number) => ({
    workspace_id,
    agent_id: toId('agent', 1 + (number % agentCount)),
    number: 1 + Math.floor((number - 1) / agentCount),
    spec,
    digest: 'd',
    created_at: at,
    note: 'why',
    models: '["demo/demo"]',
    tools: '"all"',
    cluster: '',
    deployment: '',
    is_observed: false,
  })),
  agent_drafts: times(3, (number) => {
    const place = { workspace_id, agent_id: toId('agent', number), user_id: toId('user', number) };
    return { ...place, spec, base_version: 3, updated_at: at };
  }),
};

const statuses = ['completed', 'failed', 'cancelled', 'completed', 'completed'] as const;
/** Every hundredth waits for a person: nobody goes on with it by himself. */
const isWaiting = (number: number): boolean => number % 100 === 0;
const toAgentId = (run: number): string => toId('agent', 1 + (run % agentCount));
const waiting = times(runCount, (number) => number).filter(isWaiting);

const usage = {
  inputFresh: 100,
  inputCacheRead: 1,
  inputCacheWrite5m: 2,
  inputCacheWrite1h: 3,
  inputToolUse: 4,
  outputText: 20,
  outputReasoning: 5,
};

const toEvents = (number: number) => {
  const start = { attempt: 1, provider: 'demo', model: `model-${number % 3}`, parameters: {}, toolSetDigest: 'tools' };
  const payloads: Record<string, unknown> = {
    'user-request': { text: `What is ${number}?`, by },
    'model-call-start': { ...start, messages: 1, omittedMessages: 0, estimatedInputTokens: 9, estimatedCostNanoUsd: 9 },
    'model-call-end': { attempt: 1, finish: 'stop', usage, costNanoUsd: number, firstTokenMs: 10, latencyMs: 20 },
    ...(isWaiting(number)
      ? { 'approval-request': { callId: 'c', reason: 'unknown-outcome', message: 'It may have happened.' } }
      : { 'agent-response': { attempt: 1, blocks: [] }, 'run-end': { status: statuses[number % statuses.length] } }),
  };
  return Object.entries(payloads).map(([type, payload], index) => {
    const place = { run_id: toId('run', number), seq: index + 1, workspace_id, epoch: 1 };
    return { ...place, type, at, payload: JSON.stringify(payload) };
  });
};

const toRun = (number: number) => ({
  id: toId('run', number),
  workspace_id,
  conversation_id: toId('conversation', 1 + (number % 50)),
  agent_id: toAgentId(number),
  version: 1 + (number % 3),
  source: 'api',
  created_at: at,
  started_at: at,
  status: isWaiting(number) ? 'waiting' : statuses[number % statuses.length],
  input_preview: `What is ${number}?`,
  output_preview: `It is /signals/${number}.`,
  error_code: number % 5 === 1 ? 'model.failed' : null,
  unpriced_calls: 0,
  error_message: number % 5 === 1 ? `No answer after ${number} s` : null,
  waits_for: isWaiting(number) ? 'unknown-outcome' : null,
  ended_at: isWaiting(number) ? null : at,
  duration_ms: isWaiting(number) ? null : number,
  resumes: 0,
  input_tokens: 110,
  output_tokens: 25,
  cost_nano_usd: number,
  initiator: 'Signe',
  is_draft: false,
  idempotency_key: number % 7 === 0 ? `key-${number}` : null,
  finish_seq: isWaiting(number) ? null : number,
});

const runs: EarlierRows = {
  conversations: times(50, (number) => {
    const place = {
      id: toId('conversation', number),
      workspace_id,
      agent_id: toId('agent', 1 + (number % agentCount)),
    };
    return { ...place, created_at: at, title: 'What is it?', updated_at: at, last_run_id: toId('run', 49 + number) };
  }),
  runs: times(runCount, toRun),
  run_heads: waiting.map((number) => {
    const lease = { lease_epoch: 1, recoveries: 0, wakes: 0 };
    return { run_id: toId('run', number), workspace_id, next_seq: 5, ...lease };
  }),
  run_events: times(runCount, toEvents).flat(),
  run_payloads: times(20, (number) => ({
    run_id: toId('run', number),
    seq: 1,
    workspace_id,
    content: 'x'.repeat(40_000),
  })),
  run_decisions: waiting.map((number) => {
    const decision = { call_id: 'c', decision: 'happened', decided_by: actor, note: 'seen', decided_at: at };
    return { run_id: toId('run', number), request_seq: 1, workspace_id, ...decision };
  }),
  tool_sets: [{ workspace_id, digest: 'tools', content: '[]' }],
  run_partials: waiting.map((number) => {
    const place = { workspace_id, run_id: toId('run', number), epoch: 1, attempt: 1, block: 0, start_offset: 0 };
    return { ...place, type: 'content-delta', text: 'It is' };
  }),
  tool_calls: times(runCount, (number) => {
    const call = { tool: `tool-${number % 8}`, agent_id: toAgentId(number), at, outcome: 'ok', duration_ms: number };
    return { workspace_id, run_id: toId('run', number), seq: 3, ...call };
  }),
  run_models: times(runCount, (number) => ({
    workspace_id,
    run_id: toId('run', number),
    model: `demo/model-${number % 3}`,
    calls: 1,
    input_fresh: 100,
    input_cache_read: 1,
    input_cache_write5m: 2,
    input_cache_write1h: 3,
    input_tool_use: 4,
    output_text: 20,
    output_reasoning: 5,
    cost_nano_usd: number,
    unpriced_calls: 0,
    is_cost_told: false,
  })).filter((_, index) => !isWaiting(index + 1)),
};

/** As bytes: entries of a bin and of as much of its count as two bytes hold. */
const toHistogram = (bins: readonly number[], counts: readonly number[]): string => {
  const entries: number[] = [];
  for (const [index, bin] of bins.entries()) {
    for (let left = counts[index] ?? 0; left > 0; left -= 32_767) entries.push(bin, Math.min(left, 32_767));
  }
  return `\\x${entries.map((entry) => (entry & 0xffff).toString(16).padStart(4, '0')).join('')}`;
};

/** Counts of more than what an entry of two bytes holds, too. */
const toBucket = (number: number) => {
  const counts = [1, number, 40_000 + number * 1000];
  const timed = counts.reduce((sum, count) => sum + count, 0);
  const bins = [-3, 0, 100 + number];
  return {
    workspace_id,
    series: ['workspace', 'version', 'initiator', 'tool'][number % 4],
    grain: 'hour',
    at,
    agent_id: toId('agent', 1),
    version: 1,
    name: `bucket ${number}`,
    is_gone: false,
    count: timed,
    completed: timed,
    failed: 0,
    cancelled: 0,
    timed,
    duration_us: 12_345,
    input_fresh: 1,
    input_cache_read: 1,
    input_cache_write5m: 1,
    input_cache_write1h: 1,
    input_tool_use: 1,
    output_text: 1,
    output_reasoning: 1,
    input_tokens: 5,
    output_tokens: 2,
    cost_nano_usd: 7,
    failed_cost_nano_usd: 0,
    unpriced_calls: 0,
    duration_bins: bins,
    duration_counts: counts,
    first_token_bins: [7],
    first_token_counts: [3],
    duration_histogram: toHistogram(bins, counts),
    first_token_histogram: toHistogram([7], [3]),
  };
};

const administration: EarlierRows = {
  tools: times(3, (number) => ({ workspace_id, name: `tool-${number}`, enabled: true, updated_at: at })),
  api_keys: times(3, (number) => {
    const key = { name: 'A key', prefix: 'sb', hash: `hash ${number}`, scopes: ['read', 'run'], created_at: at };
    return { id: toId('other', number), workspace_id, ...key };
  }),
  audit_log: times(50, (number) => {
    const entry = { at, actor, action: 'runs.start', target: 'a', details: '{}' };
    return { id: toId('other', number), workspace_id, ...entry };
  }),
  connections: [
    { workspace_id, name: 'box', kind: 'openai', base_url: 'http://127.0.0.1:1', updated_by: actor, updated_at: at },
  ],
  model_prices: times(5, (number) => {
    const price = {
      provider: 'demo',
      model: `model-${number}`,
      valid_from: '2026-10-01',
      rates: '{}',
      created_by: actor,
    };
    return { workspace_id, id: toId('other', number), ...price, created_at: at };
  }),
  metric_buckets: times(bucketCount, toBucket),
  metric_names: times(5, (number) => ({ workspace_id, series: 'tool', name: `tool-${number}` })),
  activity: times(100, (number) => ({
    id: toId('activity', number),
    workspace_id,
    agent_id: toId('agent', 1),
    at,
    type: 'deploy',
    status: 'success',
    output: 'done',
    project: 'signals',
    intent: 'development',
    reason: 'why',
    sender: actor,
    places: [],
  })),
  activity_words: times(20, (number) => ({ workspace_id, word: `word${number}`, trigrams: ['wor', 'ord'] })),
  workspace_settings: [{ workspace_id, time_zone: 'Europe/Vienna', stale_after_minutes: 60, updated_at: at }],
  rejected_runs: times(5, (number) => {
    const rejected = { agent: 'a', version: '1', issues: '[]', preview: '{}', sender: actor };
    return { id: toId('other', number), workspace_id, at, ...rejected };
  }),
};

/** A little of everything that a database of this program ever had, in an order that foreign keys allow. */
export const earlierRows: EarlierRows = { ...people, ...agents, ...runs, ...administration };
