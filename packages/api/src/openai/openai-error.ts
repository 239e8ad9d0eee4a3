import type { AppError, ErrorCode } from '@signalbox/contracts';
import { z } from 'zod';

/** What OpenAI calls what we call otherwise: its clients look for these. */
const codes: Partial<Record<ErrorCode, string>> = {
  'auth.required': 'invalid_api_key',
  'agent.not-found': 'model_not_found',
  'agent.version-not-found': 'model_not_found',
  'request.rate-limited': 'rate_limit_exceeded',
};

const toType = (status: number): string => {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
};

const OpenaiError = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable().describe('The first field that is wrong.'),
    code: z.string().describe('OpenAI’s where it has one, else ours.'),
  }),
});

/** An error as OpenAI's clients read it. */
export const toOpenaiError = ({ code, message, issues, status }: AppError): z.infer<typeof OpenaiError> => {
  const isUnknown = codes[code] === 'model_not_found';
  const param = issues[0]?.path ?? (isUnknown ? 'model' : null);
  return { error: { message, type: toType(status), param, code: codes[code] ?? code } };
};

const answer = OpenaiError.meta({
  description: 'What went wrong, in OpenAI’s form.',
  examples: [
    {
      error: {
        message: 'There is no agent gpt-4o.',
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_found',
      },
    },
  ],
});

/** The failures that any of these routes can answer with. */
export const openaiErrors = { '4xx': answer, '5xx': answer };
