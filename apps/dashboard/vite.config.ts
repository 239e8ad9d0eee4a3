import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const target = 'http://127.0.0.1:4000';

/** Requests of the page in development, as if they came from the server's own page. */
const server = { target, changeOrigin: true, headers: { origin: target } };

export default defineConfig({
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true }), react(), tailwindcss()],
  // The content policy of the server allows neither inline scripts nor data: addresses.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    host: '127.0.0.1',
    proxy: { '/trpc': server, '/auth': server, '/api': server, '/healthz': server },
  },
});
