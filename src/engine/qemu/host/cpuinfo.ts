export type Processors = {
  /** What the processors offer for hardware virtualization, as /proc/cpuinfo says. */
  readonly virtualization: 'vmx' | 'svm' | 'none'
  /** This host is itself a virtual machine. */
  readonly isGuest: boolean
  /** How often the time stamp counter counts, in kHz; null when it cannot be told from here. */
  readonly counterKhz: number | null
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
  const isGuest = have('hypervisor')
  return { virtualization, isGuest, counterKhz: counterKhz(text, isGuest) }
}

/**
 * Inside a virtual machine Linux shows the counter's own frequency as "cpu MHz"; elsewhere that is what the processor runs
 * at just now, and the counter has the frequency that its name tells, where it does.
 */
function counterKhz(text: string, isGuest: boolean): number | null {
  const pattern = isGuest ? /^cpu MHz\s*: (\d+\.\d+)$/m : /^model name\s*: .*@ (\d+\.\d+)GHz$/m
  const found = pattern.exec(text)?.[1]
  return found === undefined ? null : Math.round(Number(found) * (isGuest ? 1e3 : 1e6))
}
