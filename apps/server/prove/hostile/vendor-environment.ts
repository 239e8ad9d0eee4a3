/** Stands for a key of each; no answer may hold it. */
export const vendorKey = 'sk-hostile-corpus-0123456789abcdef';

/** The environment that connects a server to all vendors at one address. */
export const toVendorEnvironment = (url: string): Record<string, string> => ({
  ANTHROPIC_API_KEY: vendorKey,
  ANTHROPIC_BASE_URL: `${url}/anthropic`,
  OPENAI_API_KEY: vendorKey,
  OPENAI_BASE_URL: `${url}/openai/v1`,
  GEMINI_API_KEY: vendorKey,
  GEMINI_BASE_URL: `${url}/google`,
  API_KEY: vendorKey,
  API_BASE_URL: `${url}/compatible/v1`,
  MODEL: 'test-1',
});
