import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['pack/*.browser.test.ts'] } });
