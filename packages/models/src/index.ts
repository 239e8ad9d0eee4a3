export { createModelRegistry, type ModelRegistry } from './create-model-registry.ts';
export { isRetryableKind, ModelError, type ModelErrorKind } from './model-error.ts';
export type {
  ModelEvent,
  ModelMessage,
  ModelProvider,
  ModelRequest,
  OfferedModel,
  OfferedTool,
  ToolCallBlock,
} from './model-provider.ts';
export { createDemoProvider } from './providers/demo.provider.ts';
