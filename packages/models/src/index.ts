export { createPricing } from './prices/create-pricing.ts';
export { createUsagePricer, type PriceSource } from './prices/create-usage-pricer.ts';
export { isOwnPriceId, type OwnPrice } from './prices/own-price.ts';
export { priceAnswer } from './prices/price-answer.ts';
export {
  findContextWindow,
  findPriceProvider,
  findShippedPrice,
  listPricedModels,
  type PricedModel,
} from './prices/price-table.ts';
export type { Price } from './prices/price.ts';
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
export { oneByOne } from './one-by-one.ts';
export type { ProviderConnection, ProviderOptions } from './provider-options.ts';
export { createAnthropicProvider } from './providers/anthropic.provider.ts';
export { createDemoProvider } from './providers/demo.provider.ts';
export { createGoogleProvider } from './providers/google.provider.ts';
export { createOpenaiCompatibleProvider } from './providers/openai-compatible.provider.ts';
export { createOpenaiProvider } from './providers/openai.provider.ts';
export type { StructuredOutput } from './structured-output.ts';
