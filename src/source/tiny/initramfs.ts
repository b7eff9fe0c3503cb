import { readBytes } from '../../host/files.ts'
import { cpio, type CpioEntry } from '../../kit/cpio.ts'
import { gatherModules } from './gather-modules.ts'
import type { TinyKind } from './kinds.ts'
import { chooseModules, type Module, moduleName, modulesDep } from './module-choice.ts'
import { foldersOf, links, modules, ownFiles, programsOf, textsOf } from './parts.ts'

const encoder = new TextEncoder()

/** Packages that were unpacked in `tree`, with the modules of their kernel in a folder of it. */
export type Unpacked = { readonly tree: string; readonly kernelRelease: string; readonly modulesFolder: string }

/** The archive that the kernel unpacks as its root. */
export async function makeInitramfs(kind: TinyKind, unpacked: Unpacked, signal: AbortSignal): Promise<Uint8Array> {
  const { tree, kernelRelease, modulesFolder } = unpacked
  const all = await gatherModules(modulesFolder, modules, signal)
  const loaded = modules.filter((name) => all.has(name))
  return cpio([
    ...foldersOf(kind).map((path) => folder(path)),
    ...(await Promise.all(
      ownFiles.map(({ name, to, mode }) => copied(`${import.meta.dirname}/files/${name}`, to, mode)),
    )),
    ...textsOf(kind, loaded).map(({ to, text }): CpioEntry => written(to, text)),
    ...links.map((link): CpioEntry => ({ kind: 'link', ...link })),
    ...(await Promise.all(programsOf(kind).map(({ from, to }) => firstOf(tree, from, to)))),
    ...(await kernelModules(modulesFolder, kernelRelease, chooseModules(modules, all))),
  ])
}

function folder(path: string): CpioEntry {
  return { kind: 'folder', path, mode: path === 'root' ? 0o700 : 0o755 }
}

function written(path: string, text: string): CpioEntry {
  return { kind: 'file', path, mode: 0o644, bytes: encoder.encode(text) }
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
async function kernelModules(
  from: string,
  kernelRelease: string,
  chosen: readonly Module[],
): Promise<readonly CpioEntry[]> {
  const target = `lib/modules/${kernelRelease}`
  const flat = chosen.map(({ path, needs }): Module => ({ path: `${moduleName(path)}.ko`, needs }))
  return [
    folder(target),
    written(`${target}/modules.dep`, modulesDep(flat)),
    ...(await Promise.all(
      chosen.map(({ path }) => copied(`${from}/${path}`, `${target}/${moduleName(path)}.ko`, 0o644)),
    )),
  ]
}
