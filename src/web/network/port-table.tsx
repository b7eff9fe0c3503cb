import { Label } from '@patternfly/react-core'
import { Link } from '@tanstack/react-router'
import { LongTable } from '../parts/long-table.tsx'
import { networkText } from '../text/network.ts'
import { useText } from '../text/use-text.ts'
import type { Forward, Standing } from './forwards.ts'

const colours = { listening: 'green', leaving: 'orange', waiting: 'blue', resting: 'grey' } as const

/** Ports of the host, where they lead, and whether somebody listens now. */
export function PortTable({ forwards }: { readonly forwards: readonly Forward[] }) {
  const text = useText(networkText)
  return (
    <LongTable
      label={text.ports}
      rows={forwards}
      keyOf={({ port, instance }) => `${instance} ${hostSide(port)} ${port.guestPort} ${port.protocol}`}
      columns={[
        {
          title: text.port,
          cell: (forward) => (
            <>
              <span className="app-mono">{hostSide(forward.port)}</span>
              <div className="app-narrow">
                <Target forward={forward} />
              </div>
            </>
          ),
        },
        { title: text.to, isWide: true, cell: (forward) => <Target forward={forward} /> },
        { title: text.now, cell: ({ standing, rivals }) => <Now standing={standing} rivals={rivals} /> },
      ]}
    />
  )
}

function Target({ forward: { port, instance } }: { readonly forward: Forward }) {
  return (
    <>
      <Link to="/instances/$name" params={{ name: instance }}>
        {instance}
      </Link>
      <span className="app-mono">:{port.guestPort}</span>
    </>
  )
}

/** `127.0.0.1:8080/tcp` */
export function hostSide({ address, hostPort, protocol }: Forward['port']): string {
  return `${address.includes(':') ? `[${address}]` : address}:${hostPort}/${protocol}`
}

function Now({ standing, rivals }: { readonly standing: Standing; readonly rivals: readonly string[] }) {
  const text = useText(networkText)
  return (
    <>
      <Label isCompact color={colours[standing]}>
        {text.standing[standing]}
      </Label>
      {rivals.length > 0 && (
        <div className="app-hint app-rivals">
          {text.alsoWantedBy(rivals.slice(0, 3).join(', ') + (rivals.length > 3 ? ', …' : ''))}
        </div>
      )}
    </>
  )
}
