/** The `default` of a switch over a closed union: the compiler proves that nothing comes here. */
export function unreachable(value: never): never {
  throw new TypeError(`unhandled case: ${JSON.stringify(value)}`)
}
