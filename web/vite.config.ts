import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The desk. `vite build web` from the root writes web/dist; `QUANXUE_API` names the server while developing. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    // Windows 7 machines of township offices stop at Chrome 109.
    target: 'chrome109',
    outDir: 'dist',
    emptyOutDir: true,
    // Inlined data: URLs would need an opening in the content security policy.
    assetsInlineLimit: 0,
    // React, Zod and Ant Design's ground are one piece of about 180 kB compressed.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': process.env.QUANXUE_API ?? 'http://localhost:8420' } },
});
