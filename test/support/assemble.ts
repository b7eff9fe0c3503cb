/** A byte; the place of a label, as an absolute address; or as the distance of a short jump. A name alone is a label. */
type Piece = number | { readonly at: string } | { readonly to: string } | string

/** Puts a program for a PC together whose first byte lies at `origin`. Throws when a label is missing or too far away. */
export function assemble(origin: number, pieces: readonly Piece[]): Uint8Array {
  const labels = placesOf(pieces)
  const placeOf = (label: string): number => {
    const place = labels.get(label)
    if (place === undefined) throw new Error(`there is no label ${label}`)
    return place
  }
  const bytes: number[] = []
  for (const piece of pieces) {
    if (typeof piece === 'number') bytes.push(piece)
    else if (typeof piece === 'string') continue
    else if ('at' in piece) bytes.push(...wordOf(origin + placeOf(piece.at)))
    else bytes.push(distance(piece.to, placeOf(piece.to) - bytes.length - 1))
  }
  return Uint8Array.from(bytes)
}

function placesOf(pieces: readonly Piece[]): ReadonlyMap<string, number> {
  const labels = new Map<string, number>()
  let place = 0
  for (const piece of pieces) {
    if (typeof piece === 'string') labels.set(piece, place)
    else place += typeof piece === 'object' && 'at' in piece ? 2 : 1
  }
  return labels
}

function wordOf(value: number): readonly [number, number] {
  return [value & 255, value >> 8]
}

function distance(label: string, bytes: number): number {
  if (bytes < -128 || bytes > 127) throw new Error(`${label} is too far away for a short jump`)
  return bytes & 255
}
