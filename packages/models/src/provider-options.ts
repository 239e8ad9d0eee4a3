import type { ModelProvider } from './model-provider.ts';

/** How a workspace reaches a provider. */
export interface ProviderConnection {
  /** Null when the server wants none. */
  readonly apiKey: string | null;
  /** Null: the vendor's own address. */
  readonly baseUrl: string | null;
  /** What requests go out through. */
  readonly fetch: typeof globalThis.fetch;
}

/** What every provider with a wire is made of. */
export interface ProviderOptions {
  /**
   * Stands in `provider/model` and as the issuer of opaque state: the vendor's usual id unless said, since several
   * compatible servers may be connected.
   */
  readonly id?: string;
  readonly title?: string;
  readonly connection: ProviderConnection;
  /** Cost of a call; null when the model has no price. */
  readonly price?: ModelProvider['price'];
  readonly models?: ModelProvider['models'];
  /** Input tokens a model takes; what the provider knows itself unless said. */
  readonly contextWindow?: ModelProvider['contextWindow'];
}
