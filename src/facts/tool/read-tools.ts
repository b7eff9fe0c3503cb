import { fileKind } from '../../host/durable-file.ts'
import { findProgram } from '../../host/find-program.ts'
import { programVersion } from '../../host/program-version.ts'
import type { HostTool } from '../../model/host/inventory.ts'
import { type KnownTool, tools } from './tools.ts'

/** What stroj can use of this host. Versions are asked only when a file has changed; the answers are kept in `cacheFolder`. */
export async function readTools(cacheFolder: string, signal: AbortSignal): Promise<HostTool[]> {
  return await Promise.all(tools.map((tool) => readTool(tool, cacheFolder, signal)))
}

async function readTool(tool: KnownTool, cacheFolder: string, signal: AbortSignal): Promise<HostTool> {
  const { name, package: debianPackage, role } = tool
  const path = await find(tool)
  const version = path === null ? null : await programVersion({ ...tool, path }, cacheFolder, signal)
  return { name, path, version, package: debianPackage, role }
}

async function find({ name, places }: KnownTool): Promise<string | null> {
  for (const place of places) if ((await fileKind(place).catch(() => 'missing')) === 'regular') return place
  return (await findProgram(name)) ?? null
}
