/** The items of a source; `beat` in between when nothing has come for `everyMs`, and once at the beginning. */
export async function* withHeartbeat<T>(source: AsyncIterable<T>, beat: T, everyMs: number): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  yield beat
  try {
    let next = iterator.next()
    for (;;) {
      const result = await firstOf(next, everyMs)
      if (result === undefined) {
        yield beat
        continue
      }
      if (result.done === true) return
      next = iterator.next()
      // Its failure is met in the next round; until then it must not count as unhandled.
      next.catch(() => undefined)
      yield result.value
    }
  } finally {
    void iterator.return?.()?.catch(() => undefined)
  }
}

async function firstOf<T>(promise: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  const { promise: timeout, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), timeoutMs)
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
