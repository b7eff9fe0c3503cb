import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const root = join(import.meta.dirname, '../..')

/** Where the daemon finds it. */
export const webFolder = join(root, 'dist/web')

/** How the web app is bundled. Nothing is put inline, since its pages allow only what comes from its own address. */
export function webConfig(): InlineConfig {
  return {
    configFile: false,
    root: join(root, 'src/web'),
    base: '/',
    publicDir: join(root, 'src/web/public'),
    cacheDir: join(root, '.cache/vite'),
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: webFolder,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      cssCodeSplit: false,
      rolldownOptions: {
        output: {
          codeSplitting: {
            // What nearly every screen has comes in one file: many small ones take longer than what they spare.
            groups: [{ name: 'base', test: /node_modules\/(?:react|react-dom|scheduler|@tanstack|@patternfly)\// }],
          },
        },
      },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
      manifest: true,
    },
  }
}
