export type Processors = {
  /** What the processors offer for hardware virtualization, as /proc/cpuinfo says. */
  readonly virtualization: 'vmx' | 'svm' | 'none'
  /** This host is itself a virtual machine. */
  readonly isGuest: boolean
}

/**
 * The clock rate of the first processor in kHz, which is that of its time stamp counter where the rate does not change;
 * null when it is not told.
 */
export function parseClockKhz(text: string): number | null {
  const megahertz = /^cpu MHz\s*:\s*(\d+(?:\.\d+)?)$/m.exec(text)?.[1]
  return megahertz === undefined ? null : Math.round(Number(megahertz) * 1000)
}

/** Reads /proc/cpuinfo (x86). Every processor must have a flag for it to count. */
export function parseCpuinfo(text: string): Processors {
  const flags = text
    .split('\n')
    .filter((line) => /^flags\s*:/.test(line))
    .map(
      (line) =>
        new Set(
          line
            .slice(line.indexOf(':') + 1)
            .trim()
            .split(/\s+/),
        ),
    )
  const have = (flag: string) => flags.length > 0 && flags.every((set) => set.has(flag))
  const virtualization = (['vmx', 'svm'] as const).find((flag) => have(flag)) ?? 'none'
  return { virtualization, isGuest: have('hypervisor') }
}
