const words: Readonly<Record<string, string>> = {
  'rate-limit': 'answered 429',
  overloaded: 'is overloaded',
  timeout: 'did not answer in time',
  network: 'could not be reached',
  auth: 'refused the key',
  invalid: 'refused the request',
  context: 'found the conversation too long',
  filter: 'refused the text',
  quota: 'has no quota left',
  protocol: 'sent something that is no answer',
};

/** What a model did instead of answering, after its name: `answered 429`. */
export const toFailureWords = (code: string): string => words[code] ?? 'failed';

/** Attempts on one model before the next of the agent's list is tried. */
export const attemptsPerModel = 4;
