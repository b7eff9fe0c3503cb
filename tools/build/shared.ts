import { join } from 'node:path'
import type { BuildOptions } from 'esbuild'

export const root = join(import.meta.dirname, '../..')

/** Not minified: the line of an error is shown when all else fails, and it should be readable. */
export const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions
