export { listAnthropicFaults } from './list-anthropic-faults.ts';
export { listGoogleFaults } from './list-google-faults.ts';
export { listOpenaiCompatibleFaults } from './list-openai-compatible-faults.ts';
export { listOpenaiFaults } from './list-openai-faults.ts';
export {
  answerWith,
  openRawServer,
  type RawExchange,
  type RawHandler,
  type RawServer,
  startStream,
} from './raw-server.ts';
export { toWireText, type WireAnswer, type WireFrames } from './wire-answer.ts';
export { writeAnthropic } from './write-anthropic.ts';
export { writeGoogle } from './write-google.ts';
export { writeOpenai } from './write-openai.ts';
export { writeOpenaiCompatible } from './write-openai-compatible.ts';
