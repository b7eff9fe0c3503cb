/** Modules are named with underscores and their files mostly with dashes; the kernel takes both for the same (modprobe(8)). */
export function moduleName(written: string): string {
  return written.replaceAll('-', '_')
}

/**
 * Which of these modules a list of files names: modules.dep(5), or modules.builtin of the same folder. Such a list has
 * thousands of lines, so that it is searched and not taken apart.
 */
export function modulesInList(list: string, names: readonly string[]): ReadonlySet<string> {
  const either = names.map((name) => name.replaceAll('_', '[-_]')).join('|')
  const files = list.matchAll(new RegExp(`^(?:[^\\s:]*/)?(${either})\\.ko(?:\\.[a-z0-9]+)?(?::|$)`, 'gm'))
  return new Set([...files].map((file) => moduleName(file[1] ?? '')))
}
