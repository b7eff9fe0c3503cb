/** MemAvailable of /proc/meminfo (proc(5)) in bytes: what new programs get without swapping. Null when it is not told. */
export function parseAvailableMemory(text: string): number | null {
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1]
  return kibibytes === undefined ? null : Number(kibibytes) * 1024
}
