/** The fields of /proc/cpuinfo (proc(5)): each with its values in their order, one of each processor that has it. */
export type Cpuinfo = ReadonlyMap<string, readonly string[]>

export function parseCpuinfo(text: string): Cpuinfo {
  const fields = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon).trim()
    const value = line.slice(colon + 1).trim()
    const values = fields.get(name)
    if (values === undefined) fields.set(name, [value])
    else values.push(value)
  }
  return fields
}

/** The first value of a field that is not empty. */
export function firstOf(cpuinfo: Cpuinfo, name: string): string | null {
  return cpuinfo.get(name)?.find((value) => value !== '') ?? null
}

/** Whether every processor has this word in a field, such as one of the `flags`. False when there is no such field. */
export function everyHas(cpuinfo: Cpuinfo, name: string, word: string): boolean {
  // Processors are nearly always alike, and there may be hundreds of them.
  const different = [...new Set(cpuinfo.get(name))]
  return different.length > 0 && different.every((value) => value.split(/\s+/).includes(word))
}

/** This computer is itself a virtual machine, and its processors say so; only those of x86 can. */
export function isGuest(cpuinfo: Cpuinfo): boolean {
  return everyHas(cpuinfo, 'flags', 'hypervisor')
}
