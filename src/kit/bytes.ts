const binary = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 } as const
const decimal = { k: 1e3, m: 1e6, g: 1e9, t: 1e12 } as const

/** What `parseBytes` understands, for error messages. */
export const byteUnits = 'KiB, MiB, GiB, TiB (or K, M, G, T), the decimal KB, MB, GB, TB, or B'

/**
 * Bytes from a text such as `2GiB`, `512M` or `1.5 TB`; capitals do not matter. `K`, `M`, `G`, `T` (and `Ki` …) are
 * powers of 1024, as in qemu-img. Undefined for anything else, for negative sizes and for more than 2^53 - 1 bytes.
 */
export function parseBytes(text: string): number | undefined {
  const groups = /^\s*(?<number>\d+(?:\.\d+)?)\s*(?:(?<letter>[kmgt])(?<rest>|i|ib|b)|b)\s*$/i.exec(text)?.groups
  if (groups === undefined) return undefined
  const letter = groups['letter']?.toLowerCase() as keyof typeof binary | undefined
  const powers = groups['rest']?.toLowerCase() === 'b' ? decimal : binary
  const bytes = Math.round(Number(groups['number']) * (letter === undefined ? 1 : powers[letter]))
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

const readable = [
  ['TiB', binary.t],
  ['GiB', binary.g],
  ['MiB', binary.m],
  ['KiB', binary.k],
] as const

/** Bytes for people: the largest binary unit that keeps at least 1, with at most one decimal: `1.5GiB`, `512MiB`. */
export function formatBytes(bytes: number): string {
  for (const [unit, factor] of readable) {
    // Just below a unit, one decimal of the smaller one would say 1024.
    if (bytes / factor >= 0.99995) return `${Math.round((bytes / factor) * 10) / 10}${unit}`
  }
  return `${bytes}B`
}

/** Bytes in the largest binary unit that gives a whole number: `1536MiB`. `parseBytes` gives the same bytes back. */
export function formatBytesExactly(bytes: number): string {
  const [unit, factor] = readable.find(([, power]) => bytes > 0 && bytes % power === 0) ?? ['B', 1]
  return `${bytes / factor}${unit}`
}
