import type { HostTool } from '../../../model/host/inventory.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { judgeOf } from './judge.ts'

const { ok, note } = judgeOf('tools')

/** Each program that stroj can use, with its version or how it is installed. */
export function toolChecks(tools: readonly HostTool[]): readonly HostCheck[] {
  return tools.map(({ name, path, version, package: debianPackage, role }) => {
    const meaning = `${role.slice(0, 1).toUpperCase()}${role.slice(1)}.`
    if (path !== null) return ok(name, version === null ? path : `${version} (${path})`, meaning)
    return note(name, 'not installed', meaning, { fix: `sudo apt-get install ${debianPackage}`, change: 'tools' })
  })
}
