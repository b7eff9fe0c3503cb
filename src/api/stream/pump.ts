/** As much of an HTTP answer as is needed here. */
export type Sink = {
  readonly destroyed: boolean
  write(bytes: Uint8Array): boolean
  once(event: 'drain' | 'close', listener: () => void): unknown
  off(event: 'drain' | 'close', listener: () => void): unknown
}

/** Writes all that comes, at the pace of the reader: a slow one holds up the source and fills no memory. Ends early when the reader leaves. */
export async function pump(source: AsyncIterable<Uint8Array>, sink: Sink): Promise<void> {
  for await (const chunk of source) {
    if (sink.destroyed) return
    if (!sink.write(chunk)) await drained(sink)
  }
}

function drained(sink: Sink): Promise<void> {
  if (sink.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      sink.off('drain', done)
      sink.off('close', done)
      resolve()
    }
    sink.once('drain', done)
    sink.once('close', done)
  })
}
