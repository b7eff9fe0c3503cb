import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'

const root = join(import.meta.dirname, '..')

/** What CommonJS packages expect to find; there is none in an ES module. */
const requireBanner = "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);"

const shared = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: true,
  sourcesContent: false,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  banner: { js: requireBanner },
  logLevel: 'warning',
  metafile: true,
} as const satisfies BuildOptions

/** Bundles one program with its packages into dist/NAME. */
async function buildProgram(name: string): Promise<void> {
  const outdir = `dist/${name}`
  const { metafile } = await build({ ...shared, entryPoints: [`src/${name}/main.ts`], outdir })
  await removeOld(join(root, outdir), new Set(Object.keys(metafile.outputs).map((file) => join(root, file))))
}

/** A program that runs may still load a part of the build that it came from; after a week that is over. */
const oldMs = 7 * 24 * 3_600_000

async function removeOld(folder: string, current: ReadonlySet<string>): Promise<void> {
  const files = (await readdir(folder)).map((file) => join(folder, file)).filter((file) => !current.has(file))
  for (const file of files) if (Date.now() - (await stat(file)).mtimeMs > oldMs) await rm(file)
}

await Promise.all(['cli', 'daemon'].map(buildProgram)).catch(() => {
  // esbuild has said what is wrong.
  process.exitCode = 1
})
