import { defineConfig } from 'vitest/config';

// What needs no page. Everything else is a `.test.tsx` and runs in a browser: vitest.browser.config.ts.
export default defineConfig({ test: { include: ['src/**/*.test.ts'], exclude: ['src/tokens.test.ts'] } });
