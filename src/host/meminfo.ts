/** Fields of /proc/meminfo (proc_meminfo(5)) in bytes. */
export type Meminfo = {
  readonly totalBytes: number
  /** Null before Linux 3.14. */
  readonly availableBytes: number | null
  readonly swapBytes: number
}

export function parseMeminfo(text: string): Meminfo {
  const bytes = (field: string): number | null => {
    const kibibytes = new RegExp(`^${field}: +(\\d{1,12}) kB$`, 'm').exec(text)?.[1]
    return kibibytes === undefined ? null : Number(kibibytes) * 1024
  }
  return {
    totalBytes: bytes('MemTotal') ?? 0,
    availableBytes: bytes('MemAvailable'),
    swapBytes: bytes('SwapTotal') ?? 0,
  }
}
