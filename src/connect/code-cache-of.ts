import { type Environment, pathsOf } from './paths-of.ts'

/** Where compiled code is kept: never in /tmp, where others could put theirs. Undefined when no folder can be told. */
export function codeCacheOf(environment: Environment): string | undefined {
  try {
    return `${pathsOf(environment).cache}/code`
  } catch {
    return undefined
  }
}
