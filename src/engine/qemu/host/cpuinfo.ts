export type Processors = {
  /** What the processors offer for hardware virtualization, as /proc/cpuinfo says. */
  readonly virtualization: 'vmx' | 'svm' | 'none'
  /** This host is itself a virtual machine. */
  readonly isGuest: boolean
}

/**
 * The rate of the time stamp counter in kHz, or null when it cannot be told. Inside a virtual machine Linux shows it as
 * "cpu MHz"; elsewhere that is what the processor runs at just now, and its name tells the rate of the counter, mostly.
 */
export function parseTimeStampKhz(text: string): number | null {
  const { isGuest } = parseCpuinfo(text)
  const pattern = isGuest ? /^cpu MHz\s*: (\d+(?:\.\d+)?)$/m : /^model name\s*: .*@ (\d+\.\d+)GHz$/m
  const found = pattern.exec(text)?.[1]
  return found === undefined ? null : Math.round(Number(found) * (isGuest ? 1e3 : 1e6))
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
