import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { wantedTools } from '../change/tools.ts'
import { judgeOf } from '../../../model/host/judge.ts'

const { ok, note } = judgeOf('tools')

/** Each program that stroj can use, with its version or how it is installed. */
export function toolChecks(inventory: HostInventory): readonly HostCheck[] {
  const wanted = new Set(wantedTools(inventory).map(({ name }) => name))
  return inventory.tools.map(({ name, path, version, package: debianPackage, role }) => {
    const meaning = `${role.slice(0, 1).toUpperCase()}${role.slice(1)}.`
    if (path !== null) return ok(name, version === null ? path : `${version} (${path})`, meaning)
    const change = wanted.has(name) ? 'tools' : null
    return note(name, 'not installed', meaning, { fix: `sudo apt-get install ${debianPackage}`, change })
  })
}
