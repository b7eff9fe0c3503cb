import { listKernelFolder, readKernelText } from '../../host/kernel-files.ts'
import { textIfAllowed } from '../../host/text-if-allowed.ts'
import type { HostModule } from '../../model/host/kernel.ts'
import { parseLoadedModules } from './loaded-modules.ts'
import { modulesKeptOut } from './modprobe-settings.ts'
import { moduleName, modulesInList } from './module-name.ts'
import { moduleOf } from './module-state.ts'
import { readModprobeFiles } from './read-modprobe-files.ts'

/** Where these modules stand. A kernel without modules has no /proc/modules, and then everything it has is built in. */
export async function readModules(
  root: string,
  names: readonly string[],
  { release, commandLine }: { readonly release: string; readonly commandLine: string },
): Promise<HostModule[]> {
  const listed = async (file: string): Promise<ReadonlySet<string>> =>
    modulesInList(await textIfAllowed(`${root}/lib/modules/${release}/${file}`), names)
  const [builtIn, onDisk, files] = await Promise.all([
    listed('modules.builtin'),
    listed('modules.dep'),
    readModprobeFiles(root),
  ])
  const traces = {
    loaded: parseLoadedModules(readKernelText(`${root}/proc/modules`) ?? ''),
    builtIn: new Set([...builtIn, ...shownModules(root, names)]),
    onDisk,
    keptOut: modulesKeptOut(files, commandLine),
  }
  return names.map((name) => moduleOf(name, traces))
}

/** A built-in module without parameters has no folder in /sys, but may have a device in /proc/misc: "200 tun". */
function shownModules(root: string, names: readonly string[]): readonly string[] {
  const devices = modulesOfDevices(readKernelText(`${root}/proc/misc`) ?? '')
  return names.filter((name) => devices.has(name) || listKernelFolder(`${root}/sys/module/${name}`).length > 0)
}

function modulesOfDevices(misc: string): ReadonlySet<string> {
  return new Set([...misc.matchAll(/^\s*\d+ (\S+)$/gm)].map(([, device = '']) => moduleName(device)))
}
