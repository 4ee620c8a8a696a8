// The window's build. Its policy allows no inline script, no data: font and only own workers, so nothing is inlined.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Monaco is one large chunk by nature, loaded from the local disk.
    chunkSizeWarningLimit: 6000,
  },
});
