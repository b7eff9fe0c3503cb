const lineFeed = 0x0a

/** How many bytes the last `count` lines have; a line without its end counts. */
export function bytesOfLastLines(text: Uint8Array, count: number): number {
  if (count === 0) return 0
  let left = count
  for (let at = text.length - 2; at >= 0; at--) {
    if (text[at] === lineFeed && --left === 0) return text.length - at - 1
  }
  return text.length
}
