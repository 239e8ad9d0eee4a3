import {
  listAnthropicFaults,
  listGoogleFaults,
  listOpenaiCompatibleFaults,
  listOpenaiFaults,
  type WireAnswer,
  type WireFrames,
  writeAnthropic,
  writeGoogle,
  writeOpenai,
  writeOpenaiCompatible,
} from '@signalbox/models/conformance';

/** What stands for a vendor's own server in a test. */
export interface Vendor {
  /** The connection's name. */
  readonly name: string;
  /** Has a price, but for the compatible server's. */
  readonly model: string;
  /** Where its requests go. */
  readonly path: RegExp;
  readonly write: (answer: WireAnswer) => WireFrames;
  /** What the vendor would refuse in a request. */
  readonly listFaults: (body: unknown) => string[];
  /** The body of a refusal. */
  readonly refuse: (status: number, message: string) => object;
  /** Its models' own way to think, where it must be asked for. */
  readonly thinking: object;
}

const anthropic: Vendor = {
  name: 'anthropic',
  model: 'claude-opus-4-5',
  path: /^\/v1\/messages/,
  write: writeAnthropic,
  listFaults: listAnthropicFaults,
  refuse: (_, message) => ({ type: 'error', error: { type: 'invalid_request_error', message } }),
  thinking: { thinking: { type: 'enabled', budget_tokens: 1024 } },
};

const openai: Vendor = {
  name: 'openai',
  model: 'gpt-5',
  path: /^\/v1\/responses/,
  write: writeOpenai,
  listFaults: listOpenaiFaults,
  refuse: (_, message) => ({ error: { type: 'invalid_request_error', code: 'invalid_json_schema', message } }),
  thinking: { reasoning: { effort: 'low', summary: 'auto' } },
};

const google: Vendor = {
  name: 'google',
  model: 'gemini-3-pro-preview',
  path: /streamGenerateContent/,
  write: writeGoogle,
  listFaults: listGoogleFaults,
  refuse: (code, message) => ({ error: { code, status: 'INVALID_ARGUMENT', message } }),
  thinking: { thinkingConfig: { thinkingLevel: 'LOW' } },
};

const compatible: Vendor = {
  name: 'openai-compatible',
  model: 'test-1',
  path: /^\/v1\/chat\/completions/,
  write: writeOpenaiCompatible,
  listFaults: listOpenaiCompatibleFaults,
  refuse: (_, message) => ({ error: { message, type: 'BadRequestError', code: 400 } }),
  thinking: {},
};

/** The four wires that agents speak. */
export const vendors: readonly Vendor[] = [anthropic, openai, google, compatible];
