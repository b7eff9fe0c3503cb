import { listTree, readBytes } from '../../host/files.ts'
import { run } from '../../host/run.ts'
import { type Module, moduleName } from './module-choice.ts'
import { moduleNeeds } from './module-needs.ts'

/** How many modules a packed tree is unpacked for at once, in milliseconds each. */
const unpackMs = 60_000

/** The wanted modules of a kernel and all that they need, by name; packed ones (Debian 13) lie there unpacked then. */
export async function gatherModules(
  folder: string,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Module>> {
  const paths = new Map((await listTree(folder)).filter(isModule).map((path) => [moduleName(path), path]))
  const found = new Map<string, Module>()
  const add = async (names: readonly string[]): Promise<void> => {
    for (const name of names) {
      const path = paths.get(name)
      if (path === undefined || found.has(name)) continue
      const module = { path: path.replace(/\.xz$/, ''), needs: await needsOf(folder, path, signal) }
      found.set(name, module)
      await add(module.needs)
    }
  }
  await add(wanted)
  return found
}

function isModule(path: string): boolean {
  return /\.ko(?:\.xz)?$/.test(path)
}

async function needsOf(folder: string, path: string, signal: AbortSignal): Promise<readonly string[]> {
  const file = `${folder}/${path}`
  if (path.endsWith('.xz')) await run('xz', ['--decompress', '--', file], { signal, timeoutMs: unpackMs })
  return moduleNeeds(await readBytes(file.replace(/\.xz$/, ''))) ?? []
}
