import process from 'node:process'

/** How much is tried. The seed chooses, and is printed. */
export type Share = {
  /** Of each operation. */
  readonly points: number
  /** Of which operations: of those that need little, and of those that need an image. */
  readonly operations: number
  readonly imageOperations: number
  readonly minutes: number
  readonly seed: number
}

/** What a run of the ordinary tests tries, in about four minutes. */
const usual = { points: 3, operations: 10, imageOperations: 2 } as const
const everyOperation = { operations: Infinity, imageOperations: Infinity } as const

/** `STROJ_CRASH_POINTS`: so many points of each operation, or `all`; without it a few of some. */
export function readShare(): Share {
  const { STROJ_CRASH_POINTS: points, STROJ_CRASH_MINUTES: minutes, STROJ_CRASH_SEED: seed } = process.env
  return {
    ...(points === undefined ? usual : { ...everyOperation, points: points === 'all' ? Infinity : Number(points) }),
    minutes: Number(minutes ?? 1),
    seed: Number(seed ?? Date.now() % 1_000_000),
  }
}

/** Numbers from 0 up to 1, the same for the same seed (a linear congruential generator, Numerical Recipes). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** At most so many of a list, in their order, chosen at random. */
export function someOf<T>(list: readonly T[], count: number, next: () => number): readonly T[] {
  const left = list.map((_item, at) => at)
  while (left.length > count) left.splice(Math.floor(next() * left.length), 1)
  return left.flatMap((at) => list.slice(at, at + 1))
}
