/** How the staff app is bundled: into web/dist/staff, under /staff/, with names that change with the content. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

/** The server puts a new nonce in its place with each answer; only style elements need it. */
const NONCE_PLACE = 'NONCE-OF-THE-ANSWER';

/** The one font every page needs is asked for with the page, not after the style sheet has come. */
function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) => file.includes('ibm-plex-sans-latin-wght'));
        if (font === undefined) return [];
        const attrs = {
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          crossorigin: true,
          href: `/staff/${font}`,
        };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}

export const viteConfig: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  mode: 'production',
  root: fileURLToPath(new URL('./staff', import.meta.url)),
  base: '/staff/',
  publicDir: false,
  cacheDir: fileURLToPath(new URL('../node_modules/.vite', import.meta.url)),
  plugins: [react(), preloadFont()],
  html: { cspNonce: NONCE_PLACE },
  build: {
    outDir: fileURLToPath(new URL('./dist/staff', import.meta.url)),
    emptyOutDir: true,
    // light-dark() of the tokens: Chrome and Edge 123, Firefox 120, Safari 17.5.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs comes in three files that change with their packages only; without this it is a hundred small ones.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack(?![\\/](react-)?virtual)|i18next|react-i18next)[\\/]/,
            },
            {
              name: 'components',
              test: /node_modules[\\/](@mantine|@floating-ui|clsx|tabbable)[\\/]/,
              minShareCount: 2,
            },
            // Lists and facts come with the pages that have them.
            { name: 'kit', test: /web[\\/](kit(?![\\/](list|facts))|staff[\\/](api|shell|session))[\\/]/ },
          ],
        },
      },
    },
  },
};
