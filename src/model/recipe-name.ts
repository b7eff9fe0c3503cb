import type { Architecture } from './architecture.ts'

type Recipe = { readonly name: string; readonly aliases: readonly string[]; readonly architecture: Architecture }

/**
 * The recipe that a name means. With an architecture, `tiny` means the one of its kind for that: tiny:aarch64. Undefined
 * when there is none, also when there is one for other architectures only.
 */
export function findRecipe<R extends Recipe>(recipes: readonly R[], name: string, arch?: string): R | undefined {
  const named = recipes.find((recipe) => recipe.name === name || recipe.aliases.includes(name))
  if (named === undefined || arch === undefined || named.architecture === arch) return named
  return recipes.find(({ name }) => name === `${named.name}:${arch}` || name === `${named.name}-${arch}`)
}
