import { moduleName } from './module-name.ts'

/** A module that is kept out. `blacklisted`: it is not loaded by itself, but by its name. `disabled`: not at all. */
export type KeptOut = { readonly how: 'blacklisted' | 'disabled'; readonly where: string }

export type SettingsFile = { readonly path: string; readonly text: string }

/** Where the kernel command line can be read. */
export const commandLineFile = '/proc/cmdline'

/** The modules that files of modprobe.d(5) and the kernel command line keep out; what says more than another wins. */
export function modulesKeptOut(files: readonly SettingsFile[], commandLine: string): ReadonlyMap<string, KeptOut> {
  const found = [...files.flatMap(ofFile), ...ofCommandLine(commandLine)]
  const strongestLast = found.toSorted((a, b) => Number(a[1].how === 'disabled') - Number(b[1].how === 'disabled'))
  return new Map(strongestLast)
}

type Finding = readonly [module: string, KeptOut]

function ofFile({ path, text }: SettingsFile): readonly Finding[] {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n')
  return lines.flatMap((line): readonly Finding[] => {
    const [command, name, program = ''] = line.trim().split(/\s+/)
    if (name === undefined) return []
    if (command === 'blacklist') return [[moduleName(name), { how: 'blacklisted', where: path }]]
    return command === 'install' && doesNothing(program) ? [[moduleName(name), { how: 'disabled', where: path }]] : []
  })
}

/** What is run instead of loading the module. Any other program may load it all the same. */
function doesNothing(program: string): boolean {
  return /^(?:(?:\/usr)?\/bin\/)?(?:true|false)$|^:$/.test(program)
}

/** `module_blacklist=` is obeyed by the kernel, for every wish; `modprobe.blacklist=` by modprobe(8), as a file would be. */
function ofCommandLine(text: string): readonly Finding[] {
  return text.split(/\s+/).flatMap((word): readonly Finding[] => {
    const [, key, list = ''] = /^(module_blacklist|modprobe\.blacklist)=(.*)$/.exec(word) ?? []
    if (key === undefined) return []
    const how = key === 'module_blacklist' ? 'disabled' : 'blacklisted'
    return list
      .split(',')
      .filter((name) => name !== '')
      .map((name) => [moduleName(name), { how, where: commandLineFile }])
  })
}
