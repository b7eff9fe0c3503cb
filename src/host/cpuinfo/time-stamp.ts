import { type Cpuinfo, firstOf, isGuest } from './fields.ts'

/**
 * The rate of the time stamp counter of x86 in kHz, or null when it cannot be told. Inside a virtual machine Linux shows it
 * as "cpu MHz"; elsewhere that is what the processor runs at just now, and its name tells the rate of the counter, mostly.
 */
export function timeStampKhz(cpuinfo: Cpuinfo): number | null {
  return isGuest(cpuinfo)
    ? rate(/^(\d+(?:\.\d+)?)$/, firstOf(cpuinfo, 'cpu MHz'), 1e3)
    : rate(/@ (\d+\.\d+)GHz$/, firstOf(cpuinfo, 'model name'), 1e6)
}

function rate(pattern: RegExp, value: string | null, unitInKhz: number): number | null {
  const found = pattern.exec(value ?? '')?.[1]
  return found === undefined ? null : Math.round(Number(found) * unitInKhz)
}
