import { Fault } from '../../model/fault.ts'
import type { Install } from '../../model/spec-install.ts'
import { windowsZone } from './windows-zones.ts'

/** What Windows' installer cannot be told, so that nobody finds out afterwards. */
export function refuseForWindows(install: Install, name: string): Fault | undefined {
  const { passwordHash, keys, packages, layout, timezone, drivers, hostname = name } = install
  if (drivers === undefined) return new Fault('install.no-drivers', undefined)
  const limits: readonly (readonly [boolean, string, string])[] = [
    [
      passwordHash !== undefined,
      'passwordHash',
      'it takes no hash; it asks the user for a new password the first time',
    ],
    [keys.length > 0, 'keys', 'it has no server of SSH before one is added'],
    [packages.length > 0, 'packages', 'it has no packages'],
    [layout !== 'plain', 'layout', 'it has no volume groups'],
    [
      windowsZone(timezone) === undefined,
      'timezone',
      `it has its own names of zones, and that of ${timezone} is not known`,
    ],
    [hostname.length > 15, 'hostname', 'a computer name has at most 15 letters there'],
  ]
  const found = limits.find(([isTrue]) => isTrue)
  return found && new Fault('install.not-for-windows', { key: found[1], reason: found[2] })
}
