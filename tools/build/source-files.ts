import { cp, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Plugin } from 'esbuild'

/** Folders of `src` whose modules bring files of their own. */
const folders = ['source', 'engine/qemu/warm/guest'] as const

/**
 * Some modules bring files of their own, which they find beside themselves (`import.meta.dirname`). In a bundle that is another
 * place: the files are copied there, with their folders, and each module is told where its folder is now.
 */
export function sourceFiles(root: string, outdir: string): Plugin {
  const source = join(root, 'src')
  return {
    name: 'source-files',
    setup: (bundler) => {
      bundler.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
        if (!folders.some((folder) => path.startsWith(join(source, folder) + sep))) return undefined
        const text = await readFile(path, 'utf8')
        const place = JSON.stringify(`/${relative(source, dirname(path))}`)
        return { loader: 'ts', contents: text.replaceAll('import.meta.dirname', `(import.meta.dirname + ${place})`) }
      })
      bundler.onEnd(async () => {
        for (const folder of folders) await copyFiles(join(source, folder), join(root, outdir, folder))
      })
    },
  }
}

function copyFiles(from: string, to: string): Promise<void> {
  return cp(from, to, { recursive: true, filter: (path) => !path.endsWith('.ts') })
}
