import { Card, CardBody, CardTitle, Gallery } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { type InstanceRow, read } from '../data/read.ts'
import { Facts } from '../parts/facts.tsx'
import { UsedBy } from '../parts/used-by.tsx'
import { networkText } from '../text/network.ts'
import { useText } from '../text/use-text.ts'
import { type GuestCard, type SharedCard, sharedCards } from './cards.ts'

/** The networks that there are on this host, and how much hangs on each. */
export function NetworkCards({
  rows,
  cards,
}: {
  readonly rows: readonly InstanceRow[]
  readonly cards: readonly GuestCard[]
}) {
  const daemon = useDaemon()
  const { data } = useQuery(read.hostDevices(daemon))
  const shared = data === undefined ? [] : sharedCards(data, rows)
  return (
    <Gallery hasGutter minWidths={{ default: 'min(20rem, 100%)' }} className="app-gap">
      <Network kind="user" cards={cards} />
      <Network kind="isolated" cards={cards} />
      {shared.map((card) => (
        <Shared key={card.device.address} card={card} />
      ))}
    </Gallery>
  )
}

function Network({ kind, cards }: { readonly kind: 'user' | 'isolated'; readonly cards: readonly GuestCard[] }) {
  const text = useText(networkText)
  const mine = cards.filter(({ nic }) => nic.network === kind)
  const live = mine.filter(({ state }) => 'pid' in state)
  return (
    <Card>
      <CardTitle component="h2">{text.kind[kind]}</CardTitle>
      <CardBody>
        <p>{text.cardsOf(mine.length, live.length)}</p>
        <p className="app-hint">{text.meaning[kind]}</p>
      </CardBody>
    </Card>
  )
}

function Shared({ card: { device, on, most, holders } }: { readonly card: SharedCard }) {
  const text = useText(networkText)
  return (
    <Card>
      <CardTitle component="h2">
        {text.kind.sriov} {device.address}
      </CardTitle>
      <CardBody>
        <p className="app-hint">{device.name ?? device.ids}</p>
        <Facts
          facts={[
            [text.functions, text.functionsOf(on, most)],
            [text.givenTo, <UsedBy key="used" instances={holders} />],
            [text.driver, device.driver ?? '–'],
          ]}
        />
      </CardBody>
    </Card>
  )
}
