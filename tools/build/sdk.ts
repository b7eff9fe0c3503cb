import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { root, shared } from './shared.ts'

/** Bundles what other programs import (`exports` in package.json) into dist/sdk, with its types beside it. */
export async function buildSdk(): Promise<void> {
  const models = globSync('src/model/*.ts', { cwd: root }).map((file) => ({
    in: file,
    out: file.replace(/^src\/|\.ts$/g, ''),
  }))
  await Promise.all([
    build({
      ...shared,
      entryPoints: [
        { in: 'src/sdk/client.ts', out: 'client' },
        { in: 'src/connect/connect.ts', out: 'node' },
        ...models,
      ],
      outdir: 'dist/sdk',
      format: 'esm',
      // One copy of each class, whichever entry it comes through: `error instanceof Fault` must hold.
      splitting: true,
      packages: 'external',
    }),
    writeTypes(),
  ])
}

async function writeTypes(): Promise<void> {
  const compiler = join(root, 'node_modules/.bin/tsc')
  await promisify(execFile)(compiler, ['-p', 'tsconfig.sdk.json'], { cwd: root }).catch(
    (error: { stdout?: string }) => {
      console.error(error.stdout)
      throw error
    },
  )
}
