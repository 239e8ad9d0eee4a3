/** What to do about a model that did not answer, by the code of its failure. */
const modelAdvice: Readonly<Record<string, string>> = {
  auth: 'When the key is right, run it again.',
  quota: 'When there is credit, run it again.',
  context: 'What was asked before in the conversation counts too.',
  filter: 'It was not answered, and the same words will be refused again.',
  network: 'When its server can be reached, run it again.',
  invalid: 'What the model was asked for stands in the step that ended it.',
  protocol: 'Run it again; if it fails the same way, take another model.',
};

const runAdvice: Readonly<Record<string, string>> = {
  'model.not-found': 'When the provider is connected, run it again.',
  'run.step-limit': 'Ask for less at once, or give the agent a higher limit.',
  'run.tool-call-limit': 'Ask for less at once, or give the agent a higher limit.',
  'run.time-limit': 'Ask for less at once, or give the agent a higher limit.',
  'run.cost-limit': 'Ask for less at once, or give the agent a higher limit.',
  'run.crash-loop': 'Its last step may bring the process down: look at it before you run it again.',
  'run.internal': 'The fault is the program’s: the log of the server says more.',
};

/** What somebody can do about a failed run. `modelCode` is of its last failed model call. */
export const toAdvice = (code: string, modelCode: string | null): string =>
  code === 'model.failed'
    ? (modelAdvice[modelCode ?? ''] ?? 'Nothing here needs mending: run it again later.')
    : (runAdvice[code] ?? 'Look at the step that ended it, then run it again.');
