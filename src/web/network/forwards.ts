import type { Nic } from '../../model/spec-devices.ts'
import type { PortForward } from '../../model/port-forward.ts'
import type { InstanceRow } from '../data/read.ts'

/**
 * `resting`: its instance does not run. `waiting`: it runs, and opens the port when it is started anew. `leaving`: it closes the
 * port then.
 */
export type Standing = 'listening' | 'leaving' | 'waiting' | 'resting'

/** A port of the host that leads into an instance. */
export type Forward = {
  readonly port: PortForward
  readonly instance: string
  readonly standing: Standing
  /** Other instances that want the same port. */
  readonly rivals: readonly string[]
}

type Nics = readonly Pick<Nic, 'forward'>[]

/** Every forwarded port of the host, by its number. */
export function forwardsOf(rows: readonly InstanceRow[]): readonly Forward[] {
  const all = rows.flatMap(ofInstance)
  const byPort = Map.groupBy(all, ({ port }) => `${port.hostPort}/${port.protocol}`)
  return all
    .map((one) => {
      const sharing = byPort.get(`${one.port.hostPort}/${one.port.protocol}`) ?? []
      const others = sharing.filter((other) => other.instance !== one.instance && meet(one.port, other.port))
      return { ...one, rivals: [...new Set(others.map(({ instance }) => instance))] }
    })
    .toSorted((one, other) => one.port.hostPort - other.port.hostPort || (one.instance < other.instance ? -1 : 1))
}

function ofInstance({ name, state, spec, pending }: InstanceRow): readonly Omit<Forward, 'rivals'>[] {
  const wanted = portsOf(spec.nics)
  if (!('pid' in state)) return wanted.map((port) => ({ port, instance: name, standing: 'resting' }))
  const change = pending.find(({ key }) => key === 'nics')
  const now = change === undefined ? wanted : portsOf(change.current as Nics)
  const has = (ports: readonly PortForward[], port: PortForward) => ports.some((one) => isSame(one, port))
  return [
    ...now.map((port) => ({
      port,
      instance: name,
      standing: has(wanted, port) ? ('listening' as const) : ('leaving' as const),
    })),
    ...wanted.filter((port) => !has(now, port)).map((port) => ({ port, instance: name, standing: 'waiting' as const })),
  ]
}

const portsOf = (nics: Nics): readonly PortForward[] => nics.flatMap(({ forward }) => forward)

function isSame(one: PortForward, other: PortForward): boolean {
  return (
    one.address === other.address &&
    one.hostPort === other.hostPort &&
    one.guestPort === other.guestPort &&
    one.protocol === other.protocol
  )
}

const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** Of ports with the same number: whether both cannot be open at once. */
function meet(one: PortForward, other: PortForward): boolean {
  return one.address === other.address || everywhere.has(one.address) || everywhere.has(other.address)
}
