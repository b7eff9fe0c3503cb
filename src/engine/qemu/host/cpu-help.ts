export type NamedModel = { readonly name: string; readonly note: string }

/** Models with what is said of them, from `-cpu help`; each architecture has its own words at the beginning of a line. */
export function parseCpuHelp(text: string): readonly NamedModel[] {
  const [list = ''] = text.split(/^Recognized /m)
  return list.split('\n').flatMap((line) => {
    const { name, note = '' } = /^(?:x86 |s390 |PowerPC |\s+)?(?<name>\S+)\s*(?<note>.*)$/.exec(line)?.groups ?? {}
    return name === undefined || line.startsWith('Available') ? [] : [{ name, note: note.trim() }]
  })
}

/** The flags below "Recognized CPUID flags:", which only x86 has. */
export function parseCpuFlags(text: string): readonly string[] {
  const [, list = ''] = text.split('Recognized CPUID flags:\n')
  return list.split(/\s+/).filter((word) => word !== '')
}
