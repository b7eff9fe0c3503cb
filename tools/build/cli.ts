import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { root, shared } from './shared.ts'

/** Loaded by few commands, and too large for the others to read past them. */
const parts = [
  'src/model/spec-file.ts',
  'src/connect/unix-web-socket.ts',
  'src/connect/start-daemon.ts',
  'src/cli/host/with-sudo.ts',
  'src/host/open-in-browser.ts',
  'src/kit/hash-password.ts',
  'src/host/gzip.ts',
]
/** Classes whose identity matters; every part takes them from the core. */
const common = ['src/model/fault.ts', 'src/sdk/remote-fault.ts']

/**
 * Bundles the command line: a small entry that turns the code cache on, the core with all commands, and the parts that
 * few need. CommonJS and few files, since `stroj ls` in ES modules with shared chunks takes 10 ms longer.
 * Gives what the core is made of: source files, and modules of Node.
 */
export async function buildCli(folder = join(root, 'dist/cli')): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n')
  const [core] = await Promise.all([
    build({ ...options, stdin: all, outfile: join(folder, 'start.js'), plugins: [apart(parts)], metafile: true }),
    build({ ...options, entryPoints: ['src/cli/main.ts'], outdir: folder, plugins: [apart(['src/cli/start.ts'])] }),
    ...parts.map((part) => build({ ...options, entryPoints: [part], outdir: folder, plugins: [fromCore] })),
  ])
  const inputs = Object.entries(core.metafile.inputs)
  return inputs.flatMap(([file, { imports }]) => [file, ...imports.map(({ path }) => path)])
}

const options = {
  ...shared,
  format: 'cjs',
  define: { 'import.meta.filename': '__filename' },
  // A native import() would load the whole of Node's ES module loader.
  supported: { 'dynamic-import': false },
} as const satisfies BuildOptions

const all = {
  contents: ['src/cli/start.ts', ...common].map((file) => `export * from './${file}'`).join('\n'),
  resolveDir: root,
} as const

/** An import() of one of these files loads the file that is built from it. */
function apart(files: readonly string[]): Plugin {
  return {
    name: 'apart',
    setup: (bundler) =>
      bundler.onResolve({ filter: /\.ts$/ }, async ({ path, kind, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || pluginData === seen) return undefined
        const found = await bundler.resolve(path, { kind, resolveDir, pluginData: seen })
        if (!files.some((file) => found.path === join(root, file))) return undefined
        return { path: `./${basename(path, '.ts')}.js`, external: true }
      }),
  }
}

const fromCore: Plugin = {
  name: 'from core',
  setup: (bundler) =>
    bundler.onResolve({ filter: /\.ts$/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || pluginData === seen) return undefined
      const found = await bundler.resolve(path, { kind, resolveDir, pluginData: seen })
      return common.some((file) => found.path === join(root, file)) ? { path: './start.js', external: true } : undefined
    }),
}

/** Marks a question that a plugin itself has asked. */
const seen = 'seen'
