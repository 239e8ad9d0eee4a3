import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const target = 'http://127.0.0.1:4000';

/** Requests of the page in development, as if they came from the server's own page. */
const server = { target, changeOrigin: true, headers: { origin: target } };

/** Without what only some pages load: virtual lists, `useQueries`. */
const vendor =
  /node_modules\/(react|react-dom|scheduler|clsx|use-sync-external-store|@tanstack\/(?!\w*-?virtual)[\w-]+|@trpc\/[\w-]+)\/(?!.*queries\w*\.js)/i;

export default defineConfig({
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true }), react(), tailwindcss()],
  // The content policy of the server allows neither inline scripts nor data: addresses.
  build: {
    assetsInlineLimit: 0,
    // Lists of what each page's chunk imports would be 2 kB of the first load; links load their page when they are pointed at.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    rolldownOptions: {
      output: {
        // The first load lists every chunk, more than a hundred: words in their names would cost it a kilobyte.
        chunkFileNames: 'assets/[hash:7].js',
        // What every page needs in one file: it keeps its name, and its place in the cache, while only the product changes.
        codeSplitting: { groups: [{ name: 'vendor', test: vendor }] },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/trpc': server, '/auth': server, '/api': server, '/healthz': server },
  },
});
