import type { HostModule, ModuleState } from '../../model/host/kernel.ts'
import type { LoadedModule } from './loaded-modules.ts'
import type { KeptOut } from './modprobe-settings.ts'

export type ModuleTraces = {
  readonly loaded: ReadonlyMap<string, LoadedModule>
  /** In modules.builtin, or in /sys/module without being loaded. */
  readonly builtIn: ReadonlySet<string>
  /** In modules.dep. */
  readonly onDisk: ReadonlySet<string>
  readonly keptOut: ReadonlyMap<string, KeptOut>
}

/** Where a module stands. What is loaded counts before what is wished for the next time. */
export function moduleOf(name: string, traces: ModuleTraces): HostModule {
  const loaded = traces.loaded.get(name)
  return {
    name,
    state: stateOf(name, traces),
    users: loaded?.users ?? null,
    usedBy: [...(loaded?.usedBy ?? [])],
    configuredIn: traces.keptOut.get(name)?.where ?? null,
  }
}

function stateOf(name: string, { loaded, builtIn, onDisk, keptOut }: ModuleTraces): ModuleState {
  if (loaded.has(name)) return 'loaded'
  if (builtIn.has(name)) return 'built-in'
  return onDisk.has(name) ? (keptOut.get(name)?.how ?? 'loadable') : 'absent'
}
