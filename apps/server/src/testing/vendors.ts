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
  /** Whether thoughts go back to it after their turn, since it signed them. */
  readonly signsThoughts: boolean;
  /** Whether an answer's model has another name than the one that was asked. */
  readonly renamesModel: boolean;
  /** What a request holds that wants JSON of a schema. */
  readonly toJsonRequest: (output: { readonly name: string; readonly schema: object }) => object;
}

const anthropic: Vendor = {
  name: 'anthropic',
  model: 'claude-opus-4-5',
  path: /^\/v1\/messages/,
  write: writeAnthropic,
  listFaults: listAnthropicFaults,
  refuse: (_, message) => ({ type: 'error', error: { type: 'invalid_request_error', message } }),
  thinking: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  signsThoughts: true,
  renamesModel: true,
  toJsonRequest: ({ schema }) => ({ output_config: { format: { type: 'json_schema', schema } } }),
};

const openai: Vendor = {
  name: 'openai',
  model: 'gpt-5',
  path: /^\/v1\/responses/,
  write: writeOpenai,
  listFaults: listOpenaiFaults,
  refuse: (_, message) => ({ error: { type: 'invalid_request_error', code: 'invalid_json_schema', message } }),
  thinking: { reasoning: { effort: 'low', summary: 'auto' } },
  signsThoughts: true,
  renamesModel: true,
  toJsonRequest: (output) => ({ text: { format: { type: 'json_schema', ...output, strict: true } } }),
};

const google: Vendor = {
  name: 'google',
  model: 'gemini-3-pro-preview',
  path: /streamGenerateContent/,
  write: writeGoogle,
  listFaults: listGoogleFaults,
  refuse: (code, message) => ({ error: { code, status: 'INVALID_ARGUMENT', message } }),
  thinking: { thinkingConfig: { thinkingLevel: 'LOW' } },
  signsThoughts: true,
  renamesModel: true,
  toJsonRequest: ({ schema }) => ({
    generationConfig: { responseMimeType: 'application/json', responseJsonSchema: schema },
  }),
};

const compatible: Vendor = {
  name: 'openai-compatible',
  model: 'test-1',
  path: /^\/v1\/chat\/completions/,
  write: writeOpenaiCompatible,
  listFaults: listOpenaiCompatibleFaults,
  refuse: (_, message) => ({ error: { message, type: 'BadRequestError', code: 400 } }),
  thinking: {},
  signsThoughts: false,
  renamesModel: false,
  toJsonRequest: (output) => ({ response_format: { type: 'json_schema', json_schema: { ...output, strict: true } } }),
};

/** The four wires that agents speak. */
export const vendors: readonly Vendor[] = [anthropic, openai, google, compatible];
