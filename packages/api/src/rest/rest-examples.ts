const ids = {
  run: '019aa514-3c1f-7b04-9d3a-52f1c6a8e0b7',
  conversation: '019aa514-3c1f-7b03-8f10-9b7d04e2a6c5',
  agent: '019aa501-77aa-7002-b1c4-0d9e8f7a6b5c',
};
const at = '2026-11-21T11:58:00.120Z';
const endedAt = '2026-11-21T11:58:03.420Z';

const step = (order: number, type: string, content: object) => ({
  id: `${ids.run}.${order + 1}`,
  type,
  content: { type, ...content },
  timestamp: at,
  order,
});

const steps = [
  step(0, 'user-request', { content: 'What is 5 + 10?' }),
  step(1, 'agent-thought', { content: 'I need to add 5 and 10.' }),
  step(2, 'tool-call', { toolName: 'calculator', params: { operation: 'add', x: 5, y: 10 } }),
  step(3, 'tool-result', { toolName: 'calculator', result: '5 + 10 = 15', outcome: 'ok', durationMs: 2 }),
  step(4, 'agent-response', { content: 'The result is 15.' }),
];

const run = {
  id: ids.run,
  name: `Run ${ids.run.slice(-8)}`,
  time: '11:58 AM',
  status: 'completed',
  user_query: 'What is 5 + 10?',
  agent_id: ids.agent,
  version: 'v1',
  conversation_id: ids.conversation,
  external_id: null,
  task_id: null,
  initiator: 'Signe',
  created_at: at,
  completed_at: endedAt,
  duration_ms: 3300,
  input_tokens: 412,
  output_tokens: 61,
  cost_usd: 0.0021,
  error: null,
};

const agent = {
  id: ids.agent,
  slug: 'assistant',
  name: 'Assistant',
  description: 'Helps with whatever is asked.',
  type: 'general',
  project: '',
  capabilities: ['arithmetic'],
  status: 'active',
  faults: [],
  kind: 'hosted',
  is_observed: false,
  version: 1,
  version_label: 'v1',
  tasks_done: 1,
  created_at: at,
  last_active_at: endedAt,
  archived_at: null,
};

const definition = {
  instructions: 'Help with whatever is asked.',
  models: [{ provider: 'demo', model: 'demo', parameters: {} }],
  tools: 'all',
  output: null,
};

const version = {
  version: 1,
  number: 1,
  cluster: '',
  deployment: '',
  is_observed: false,
  note: '',
  author: 'Signe',
  created_at: at,
  digest: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2',
  models: ['demo/demo'],
  tools: 'all',
};

const tool = {
  id: 'calculator',
  name: 'Calculator',
  description: 'Performs basic arithmetic operations.',
  icon: 'IconCalculator',
  enabled: true,
};

const activity = {
  id: '019aa514-4a00-7000-a1b2-c3d4e5f60718',
  agent_id: ids.agent,
  agent_name: 'backend-dev',
  activity_type: 'success',
  status: 'success',
  ts_created: endedAt,
  task_id: '123',
  run_id: null,
  output: 'Task completed successfully',
  error: null,
  duration_ms: 300_000,
  project: '',
  intent: 'implementation',
  reason: '',
  details: null,
};

const answered = { run_id: ids.run, conversation_id: ids.conversation };

/** Answers as the documentation shows them: one run, seen from every route. */
export const restExamples = {
  chatEnded: { response: 'The result is 15.', ...answered, status: 'completed' },
  chatOpen: { response: '', ...answered, status: 'waiting' },
  run,
  runDetail: { ...run, response: 'The result is 15.', steps },
  execution: {
    id: ids.run,
    agent_id: ids.agent,
    status: 'completed',
    started_at: at,
    finished_at: endedAt,
    steps,
  },
  activity,
  loggedActivity: {
    status: 'success',
    message: 'Agent activity logged successfully',
    id: activity.id,
    agent_id: 'backend-dev',
    task_id: 123,
    stored_in_memory_mcp: true,
    stored_in_redis: false,
    broadcasted_via_websocket: true,
  },
  agent,
  agentDetail: {
    ...agent,
    ...definition,
    execution_history: [
      {
        id: ids.run,
        status: 'completed',
        started_at: at,
        finished_at: endedAt,
        duration_ms: 3300,
        output: 'The result is 15.',
        error: null,
      },
    ],
    success_rate: 1,
    avg_duration_ms: 3300,
  },
  version,
  reportedVersion: {
    ...version,
    version: '1.0.2',
    cluster: '123',
    deployment: 'prod',
    models: ['model1', 'model2'],
    tools: ['tool1', 'tool2'],
  },
  reported: {
    accepted: 1,
    duplicates: 0,
    rejected: [{ index: 1, issues: [{ path: 'status', message: 'must be one of queued, running, …' }] }],
  },
  versionDetail: { ...version, ...definition },
  tool,
  toolDetail: {
    ...tool,
    schema: {
      type: 'function',
      function: {
        name: tool.id,
        description: tool.description,
        parameters: { type: 'object', properties: { x: { type: 'number' }, y: { type: 'number' } } },
      },
    },
  },
  toolUsage: {
    usage_count: 1,
    items: [{ run_id: ids.run, agent_id: ids.agent, at, outcome: 'ok', duration_ms: 2 }],
    next_cursor: null,
  },
  uiCards: [
    { title: 'Active Agents', value: '4', change: '+1 from last week', icon: 'Bot', trend: 'up', raw: 4 },
    {
      title: 'Total Runs Today',
      value: '1,234',
      change: '+15% from yesterday',
      icon: 'Activity',
      trend: 'up',
      raw: 1234,
    },
    {
      title: 'Avg Response Time',
      value: '3.2s',
      change: '-0.5s from last hour',
      icon: 'Clock',
      trend: 'down',
      raw: 3.2,
    },
    {
      title: 'Total Cost Today',
      value: '$1.45',
      change: '+5% from yesterday',
      icon: 'DollarSign',
      trend: 'up',
      raw: 1.45,
    },
  ],
  uiActivity: {
    id: ids.run,
    agent: 'Assistant',
    action: 'completed run',
    status: 'completed',
    time: at,
    duration: 3.3,
    cost: 0.0021,
  },
  uiVersion: {
    id: `${ids.agent}.1`,
    name: 'Assistant',
    project: '',
    status: 'active',
    lastSeen: at,
    version: 'v1',
    avgRuntime: 3.3,
    successRate: 98.5,
    totalRuns: 1234,
    spend: 1.45,
    tools: 'all',
    models: ['demo/demo'],
    cluster: '',
  },
  performance: {
    from: '2026-11-21T11:00:00.000Z',
    until: '2026-11-21T12:00:00.000Z',
    runs: 1,
    completed: 1,
    failed: 0,
    cancelled: 0,
    avg_duration_ms: 3300,
    p50_duration_ms: 3268.2,
    p95_duration_ms: 3268.2,
    input_tokens: 412,
    output_tokens: 61,
    cost_usd: 0.0021,
    unpriced_calls: 0,
  },
  toolUse: { tool: 'calculator', calls: 12, succeeded: 11, failed: 1, avg_duration_ms: 2.4, p95_duration_ms: 4.1 },
  error: {
    error: { code: 'run.not-found', message: `There is no run ${ids.run}.`, requestId: ids.conversation },
  },
} as const;
