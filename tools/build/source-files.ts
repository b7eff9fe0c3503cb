import { cp, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Plugin } from 'esbuild'

/**
 * Image sources bring files of their own, which they find beside themselves (`import.meta.dirname`). In a bundle that is
 * another place: the files are copied there, with their folders, and each module is told where its folder is now.
 */
export function sourceFiles(root: string, outdir: string): Plugin {
  const folder = join(root, 'src/source')
  return {
    name: 'source-files',
    setup: (bundler) => {
      bundler.onLoad({ filter: /\/src\/source\/.*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const place = JSON.stringify(`/source/${relative(folder, dirname(path))}`)
        return { loader: 'ts', contents: text.replaceAll('import.meta.dirname', `(import.meta.dirname + ${place})`) }
      })
      bundler.onEnd(() =>
        cp(folder, join(root, outdir, 'source'), { recursive: true, filter: (path) => !path.endsWith('.ts') }),
      )
    },
  }
}
