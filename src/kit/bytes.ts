const powers: Readonly<Record<string, number>> = {
  B: 1,
  K: 2 ** 10,
  KiB: 2 ** 10,
  M: 2 ** 20,
  MiB: 2 ** 20,
  G: 2 ** 30,
  GiB: 2 ** 30,
  T: 2 ** 40,
  TiB: 2 ** 40,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
}

/** What `parseBytes` understands, for error messages. */
export const byteUnits = 'B, KiB, MiB, GiB, TiB (or K, M, G, T) and the decimal KB, MB, GB, TB'

/**
 * Bytes from a text such as `2GiB`, `512M` or `1.5 TB`. `K`, `M`, `G`, `T` are powers of 1024, as in qemu-img.
 * Undefined for anything else, for negative sizes and for more than 2^53 - 1 bytes.
 */
export function parseBytes(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text)
  const factor = match?.[2] === undefined ? undefined : powers[match[2]]
  if (match === null || factor === undefined) return undefined
  const bytes = Math.round(Number(match[1]) * factor)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

const readable = ['TiB', 'GiB', 'MiB', 'KiB'] as const

/** Bytes for people: the largest binary unit that keeps at least 1, with at most one decimal: `1.5GiB`, `512MiB`. */
export function formatBytes(bytes: number): string {
  for (const unit of readable) {
    const value = bytes / (powers[unit] ?? 1)
    if (value >= 1) return `${Number.isInteger(value) ? value : value.toFixed(1)}${unit}`
  }
  return `${bytes}B`
}

/** Bytes in the largest binary unit that gives a whole number: `1536MiB`. `parseBytes` gives the same bytes back. */
export function formatBytesExactly(bytes: number): string {
  const unit = readable.find((unit) => bytes > 0 && bytes % (powers[unit] ?? 1) === 0)
  return unit === undefined ? `${bytes}B` : `${bytes / (powers[unit] ?? 1)}${unit}`
}
