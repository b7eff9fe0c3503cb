import { Architecture, emulators } from '../../../model/architecture.ts'
import type { HostFacts, Tool } from '../../../model/host/facts.ts'
import { readTool } from './tool.ts'

/** QEMU for each architecture that it is installed for. */
export async function readEmulators(cacheFolder: string, signal: AbortSignal): Promise<HostFacts['emulators']> {
  const found = await Promise.all(
    Architecture.options.map(async (architecture) => {
      const { program, package: debianPackage } = emulators[architecture]
      return [architecture, await readTool(program, debianPackage, cacheFolder, signal)] as const
    }),
  )
  return Object.fromEntries(found.filter((pair): pair is [Architecture, Tool] => pair[1] !== null))
}
