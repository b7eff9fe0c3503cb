/** A module that runs: how often it is in use, and by which others (proc(5), /proc/modules). */
export type LoadedModule = { readonly users: number; readonly usedBy: readonly string[] }

/** Lines such as "kvm 1146880 1 kvm_amd, Live 0x0000000000000000". */
export function parseLoadedModules(text: string): ReadonlyMap<string, LoadedModule> {
  const lines = [...text.matchAll(/^(\w+) \d+ (\d+) (\S+)/gm)]
  return new Map(
    lines.map(([, name = '', users, usedBy = '']) => {
      // "-" stands for nobody, and "[permanent]" says that it cannot be taken out.
      const others = usedBy.split(',').filter((other) => /^\w+$/.test(other))
      return [name, { users: Number(users), usedBy: others }]
    }),
  )
}
