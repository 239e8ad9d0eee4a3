import { defineConfig } from 'vitest/config';

// What needs no browser; the rest: vitest.browser.config.ts.
export default defineConfig({ test: { include: ['{src,pack}/**/*.test.ts'], exclude: ['**/*.browser.test.ts'] } });
