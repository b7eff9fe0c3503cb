import { formatBytes } from '../../kit/bytes.ts'
import type { Instance, InstanceStateKind } from '../../model/instance.ts'
import type { PortForward } from '../../model/port-forward.ts'
import type { Paint } from './paint.ts'
import type { Column } from './table.ts'
import { shortSpan } from './time.ts'

export const statePaints: Readonly<Record<InstanceStateKind, Paint>> = {
  running: 'good',
  paused: 'warning',
  parked: 'faint',
  suspended: 'faint',
  starting: 'moving',
  stopping: 'moving',
  stopped: 'faint',
  unresponsive: 'bad',
  failed: 'bad',
}

/** What `stroj ls` asks the daemon for; the rest of an instance is not sent. */
export const rowFields = ['name', 'state', 'image', 'spec', 'acceleration', 'createdAt'] as const
export type InstanceRow = Pick<Instance, (typeof rowFields)[number]>

export function instanceColumns(now: Date): readonly Column<InstanceRow>[] {
  return [
    { header: 'NAME', text: ({ name }) => name },
    { header: 'STATE', text: ({ state }) => state.kind, paint: ({ state }) => statePaints[state.kind] },
    {
      header: 'IMAGE',
      text: ({ image }) => shortImage(image?.name),
      plain: ({ image }) => image?.name ?? '',
      least: 10,
      expendable: 2,
    },
    { header: 'CPUS', text: ({ spec }) => String(spec.cpus.count), align: 'right', expendable: 4 },
    {
      header: 'MEMORY',
      text: ({ spec }) => formatBytes(spec.memory),
      plain: ({ spec }) => String(spec.memory),
      align: 'right',
      expendable: 3,
    },
    {
      header: 'ACCEL',
      text: ({ acceleration }) => acceleration?.kind ?? '-',
      plain: ({ acceleration }) => acceleration?.kind ?? '',
      expendable: 5,
    },
    {
      header: 'FORWARDS',
      text: ({ spec }) => forwardsOf(spec).map(shortForward).join(' ') || '-',
      plain: ({ spec }) => forwardsOf(spec).map(longForward).join(' '),
      least: 14,
      expendable: 1,
    },
    {
      header: 'AGE',
      text: ({ createdAt }) => shortSpan(createdAt, now),
      plain: ({ createdAt }) => createdAt,
      align: 'right',
      expendable: 6,
    },
  ]
}

function forwardsOf({ nics }: Instance['spec']): readonly PortForward[] {
  return nics.flatMap(({ forward }) => forward)
}

/** `8080→80` on loopback, `*:8080→80` on every address, `/udp` where it is not tcp. */
function shortForward({ address, hostPort, guestPort, protocol }: PortForward): string {
  const host = address === '127.0.0.1' ? '' : `${address === '0.0.0.0' ? '*' : hostText(address)}:`
  return `${host}${hostPort}→${guestPort}${protocol === 'udp' ? '/udp' : ''}`
}

/** As a person writes it in a spec. */
function longForward({ address, hostPort, guestPort, protocol }: PortForward): string {
  return `${hostText(address)}:${hostPort}:${guestPort}/${protocol}`
}

export function hostText(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}

/** A digest is recognised by its first letters. */
export function shortImage(name: string | undefined): string {
  if (name === undefined) return '-'
  return name.startsWith('sha256:') ? name.slice(0, 'sha256:'.length + 12) : name
}
