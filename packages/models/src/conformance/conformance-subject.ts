import type { ModelProvider, ModelRequest } from '../model-provider.ts';
import type { ProviderConnection } from '../provider-options.ts';
import type { WireAnswer, WireFrames } from './wire-answer.ts';

/** A provider under test, and the facts of its wire. */
export interface ConformanceSubject {
  readonly name: string;
  readonly create: (connection: ProviderConnection) => ModelProvider;
  readonly model: string;
  /** What stands between the server's address and the vendor's paths: empty or `/v1`. */
  readonly basePath: string;
  /** The answer in the vendor's format. */
  readonly frames: (answer: WireAnswer) => WireFrames;
  /** What the next request holds of a thought. */
  readonly toEcho: (thought: { readonly text: string; readonly state: string }) => string;
  /** What makes the model think, where it must be asked to. */
  readonly thinkingParameters?: ModelRequest['parameters'];
  /** Whether the mock server leaves out which model answered. */
  readonly mockOmitsModel?: boolean;
}

/** The request of a test. */
export const toRequest = (subject: ConformanceSubject, rest: Partial<ModelRequest> = {}): ModelRequest => ({
  model: subject.model,
  instructions: 'Be brief.',
  messages: [{ role: 'user', text: 'hello' }],
  tools: [],
  parameters: {},
  ...rest,
});
