/** Builds the dashboard into `web/dist`; `npm --prefix web run dev` serves it with the API of a running local platform. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { builtFrom } from './built-from.ts';
import { fontFiles } from './font-files.ts';

const PLATFORM = 'http://127.0.0.1:4000';

export default defineConfig({
  base: '/ui/',
  plugins: [fontFiles(), react(), builtFrom()],
  // The Content-Security-Policy allows files of this origin only, so no image may become a data: address.
  build: { target: 'es2024', assetsInlineLimit: 0, chunkSizeWarningLimit: 1200, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': PLATFORM, '/oidc': PLATFORM } },
});
