import { listTree, readBytes } from '../../host/files.ts'
import { cpio, type CpioEntry } from './cpio.ts'
import { chooseModules, type Module, moduleName, modulesDep } from './module-choice.ts'
import { moduleNeeds } from './module-needs.ts'
import { folders, links, modules, ownFiles, programs, texts } from './parts.ts'

const encoder = new TextEncoder()

/** The archive that the kernel unpacks as its root, from packages that were unpacked in `tree`. */
export async function makeInitramfs(tree: string, kernelRelease: string): Promise<Uint8Array> {
  return cpio([
    ...folders.map((path) => folder(path)),
    ...(await Promise.all(
      ownFiles.map(({ name, to, mode }) => copied(`${import.meta.dirname}/files/${name}`, to, mode)),
    )),
    ...texts.map(({ to, text }): CpioEntry => ({ kind: 'file', path: to, mode: 0o644, bytes: encoder.encode(text) })),
    ...links.map((link): CpioEntry => ({ kind: 'link', ...link })),
    ...(await Promise.all(programs.map(({ from, to }) => firstOf(tree, from, to)))),
    ...(await kernelModules(`${tree}/lib/modules/${kernelRelease}`, kernelRelease)),
  ])
}

function folder(path: string): CpioEntry {
  return { kind: 'folder', path, mode: path === 'root' ? 0o700 : 0o755 }
}

async function copied(from: string, path: string, mode: number): Promise<CpioEntry> {
  return { kind: 'file', path, mode, bytes: await readBytes(from) }
}

async function firstOf(tree: string, from: readonly string[], to: string): Promise<CpioEntry> {
  const [candidate, ...others] = from
  if (candidate === undefined) throw new Error(`the packages do not hold ${to}`)
  return await copied(`${tree}/${candidate}`, to, 0o755).catch(() => firstOf(tree, others, to))
}

/** Modules lie flat in one folder: only modules.dep says where they are. */
async function kernelModules(from: string, kernelRelease: string): Promise<readonly CpioEntry[]> {
  const chosen = chooseModules(modules, await readModules(from))
  const target = `lib/modules/${kernelRelease}`
  const flat = chosen.map(({ path, needs }): Module => ({ path: path.slice(path.lastIndexOf('/') + 1), needs }))
  const dep = encoder.encode(modulesDep(flat))
  return [
    folder(target),
    { kind: 'file', path: `${target}/modules.dep`, mode: 0o644, bytes: dep },
    ...(await Promise.all(
      chosen.map(({ path }, index) => copied(`${from}/${path}`, `${target}/${flat[index]?.path ?? path}`, 0o644)),
    )),
  ]
}

async function readModules(from: string): Promise<ReadonlyMap<string, Module>> {
  const paths = (await listTree(from)).filter((path) => path.endsWith('.ko'))
  const read = async (path: string): Promise<[string, Module]> => {
    const needs = moduleNeeds(await readBytes(`${from}/${path}`))
    return [moduleName(path), { path, needs: needs ?? [] }]
  }
  return new Map(await Promise.all(paths.map(read)))
}
