import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root, shared } from './shared.ts'
import { sourceFiles } from './source-files.ts'

const folder = 'dist/daemon'

/** What CommonJS packages expect to find; there is none in an ES module. */
const requireBanner = "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);"

/** Bundles the daemon with its packages into dist/daemon. */
export async function buildDaemon(): Promise<void> {
  const { metafile } = await build({
    ...shared,
    entryPoints: ['src/daemon/main.ts'],
    outdir: folder,
    format: 'esm',
    splitting: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: requireBanner },
    plugins: [sourceFiles(root, folder)],
    metafile: true,
  })
  await removeOld(new Set(Object.keys(metafile.outputs).map((file) => join(root, file))))
}

/** A daemon that runs may still load a part of the build that it came from; after a week that is over. */
const oldMs = 7 * 24 * 3_600_000

async function removeOld(current: ReadonlySet<string>): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(root, folder, name))
  for (const file of files) if (!current.has(file) && Date.now() - (await stat(file)).mtimeMs > oldMs) await rm(file)
}
