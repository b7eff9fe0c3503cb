/** A module by its path below lib/modules/<release>, and what it needs. */
export type Module = { readonly path: string; readonly needs: readonly string[] }

/** The name that the kernel gives to a module file: no folders, no ending, underscores for dashes. */
export function moduleName(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.ko(?:\.xz)?$/, '')
    .replaceAll('-', '_')
}

/**
 * The wanted modules and all that they need, each after what it needs. Those that are not there are left out:
 * a kernel may have them built in.
 */
export function chooseModules(wanted: readonly string[], all: ReadonlyMap<string, Module>): readonly Module[] {
  const chosen = new Map<string, Module>()
  const visit = (name: string, above: readonly string[]): void => {
    const module = all.get(name)
    if (module === undefined || chosen.has(name) || above.includes(name)) return
    for (const need of module.needs) visit(need, [...above, name])
    chosen.set(name, module)
  }
  for (const name of wanted) visit(name, [])
  return [...chosen.values()]
}

/** The text of modules.dep(5): for each module everything that must be loaded before it, nearest first. */
export function modulesDep(chosen: readonly Module[]): string {
  const byName = new Map(chosen.map((module) => [moduleName(module.path), module]))
  return chosen.map((module) => `${module.path}:${before(module, byName).join('')}\n`).join('')
}

function before(module: Module, byName: ReadonlyMap<string, Module>): readonly string[] {
  return chooseModules(module.needs, byName)
    .toReversed()
    .map(({ path }) => ` ${path}`)
}
