import { writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')

/** Why no clock can be set for one process only; false where it can. */
export const withoutFakedClock: string | false = library === undefined ? 'needs faketime (package faketime)' : false

/** The clock on the wall as one process sees it. What is steady, and the times of files, are as ever. */
export type FakedClock = {
  /** For the process. */
  readonly environment: Readonly<Record<string, string>>
  /** Sets it so many milliseconds from the true time, at once and while it runs. */
  readonly set: (ms: number) => Promise<void>
}

/** A clock that is right until it is set, by libfaketime. Its setting is a file in a folder. */
export async function fakeClock(folder: string): Promise<FakedClock> {
  const file = join(folder, '.clock')
  const set = async (ms: number) => writeFile(file, `${ms < 0 ? '-' : '+'}${Math.abs(ms) / 1000}`)
  await set(0)
  const environment = {
    LD_PRELOAD: library ?? '',
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  }
  return { environment, set }
}
