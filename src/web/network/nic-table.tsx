import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { StateLabel } from '../instance/state-label.tsx'
import { LongTable } from '../parts/long-table.tsx'
import { instanceText } from '../text/instance.ts'
import { networkText } from '../text/network.ts'
import { useText } from '../text/use-text.ts'
import type { GuestCard } from './cards.ts'

/** Network cards of instances, and what they are called on their networks. */
export function NicTable({ cards }: { readonly cards: readonly GuestCard[] }) {
  const text = useText(networkText)
  const { list } = useText(instanceText)
  return (
    <LongTable
      label={text.nics}
      rows={cards}
      keyOf={({ instance, index }) => `${instance} ${index}`}
      columns={[
        {
          title: text.instance,
          cell: ({ instance }) => (
            <Link to="/instances/$name/$tab" params={{ name: instance, tab: 'disks' }}>
              {instance}
            </Link>
          ),
        },
        { title: list.state, isWide: true, cell: ({ state }) => <StateLabel state={state} /> },
        {
          title: text.network,
          isWide: true,
          cell: ({ nic }) => (
            <>
              {text.kind[nic.network]} <span className="app-hint">{nic.device ?? nic.model}</span>
            </>
          ),
        },
        { title: text.mac, isMono: true, cell: ({ mac }) => mac },
        { title: text.addresses, isMono: true, isWide: true, cell: (card) => <Addresses card={card} /> },
      ]}
    />
  )
}

/** The agent tells them for the whole guest, so they stand with its first card. */
function Addresses({ card: { instance, index, state } }: { readonly card: GuestCard }) {
  const daemon = useDaemon()
  const { data } = useQuery({ ...read.instance(daemon, instance), enabled: index === 0 && state.kind === 'running' })
  return data === undefined || data.addresses.length === 0 ? '–' : data.addresses.join(', ')
}
