import { open } from 'node:fs/promises'

/** Bytes that are read at once; patterns that reach over the end are found, too. */
const windowBytes = 4 << 20

/** Every place in a file where one of the patterns begins, by the pattern's index. Reads the file once, in order. */
export async function findBytes(
  path: string,
  patterns: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<readonly { readonly pattern: number; readonly offset: number }[]> {
  const overlap = Math.max(1, ...patterns.map(({ length }) => length)) - 1
  const found = new Map<string, { readonly pattern: number; readonly offset: number }>()
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(windowBytes)
    for (let at = 0; ; at += windowBytes - overlap) {
      signal.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, windowBytes, at)
      for (const [pattern, bytes] of patterns.entries()) {
        for (const place of placesIn(buffer.subarray(0, bytesRead), bytes)) {
          found.set(`${pattern} ${at + place}`, { pattern, offset: at + place })
        }
      }
      if (bytesRead < windowBytes) return [...found.values()]
    }
  } finally {
    await file.close()
  }
}

function placesIn(buffer: Buffer, pattern: Uint8Array): readonly number[] {
  const places: number[] = []
  for (let at = buffer.indexOf(pattern); at !== -1; at = buffer.indexOf(pattern, at + 1)) places.push(at)
  return places
}
