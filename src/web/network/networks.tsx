import { Card, CardBody, CardTitle, SearchInput } from '@patternfly/react-core'
import { NetworkIcon } from '@patternfly/react-icons/dist/esm/icons/network-icon'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { everyInstance, type InstanceRow, read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { WithCommands } from '../parts/with-commands.tsx'
import { networkText } from '../text/network.ts'
import { useText } from '../text/use-text.ts'
import { cardsOf, type GuestCard } from './cards.ts'
import { type Forward, forwardsOf } from './forwards.ts'
import { NetworkCards } from './network-cards.tsx'
import { NicTable } from './nic-table.tsx'
import { hostSide, PortTable } from './port-table.tsx'

/** What instances are connected to, and how they are reached from outside. */
export function Networks() {
  const text = useText(networkText)
  const daemon = useDaemon()
  const answer = useQuery(read.instances(daemon, everyInstance))
  return (
    <Screen title={text.title} lead={answer.data && <Lead rows={answer.data} />}>
      <Answer of={answer}>{(rows) => <Connections rows={rows} />}</Answer>
    </Screen>
  )
}

function Lead({ rows }: { readonly rows: readonly InstanceRow[] }) {
  return useText(networkText).lead(cardsOf(rows).length, forwardsOf(rows).length)
}

function Connections({ rows }: { readonly rows: readonly InstanceRow[] }) {
  const text = useText(networkText)
  const [word, setWord] = useState('')
  const wanted = useDeferredValue(word.trim().toLowerCase())
  const { cards, forwards } = useMemo(() => ({ cards: cardsOf(rows), forwards: forwardsOf(rows) }), [rows])
  const hasNone = cards.length === 0
  return (
    <>
      <NetworkCards rows={rows} cards={cards} />
      {hasNone ? (
        <Nothing title={text.none} icon={NetworkIcon}>
          {text.noneMeaning}
        </Nothing>
      ) : (
        <>
          <SearchInput
            className="app-search"
            value={word}
            placeholder={text.find}
            aria-label={text.find}
            resetButtonLabel={text.clear}
            onChange={(_, value) => setWord(value)}
            onClear={() => setWord('')}
          />
          <Ports all={forwards} shown={forwards.filter((one) => isMeant(wordsOfPort(one), wanted))} />
          <Card className="app-gap">
            <CardTitle component="h2">{text.nics}</CardTitle>
            <CardBody>
              <Shown rows={cards.filter((one) => isMeant(wordsOfCard(one), wanted))}>
                {(shown) => <NicTable cards={shown} />}
              </Shown>
            </CardBody>
          </Card>
        </>
      )}
    </>
  )
}

function Ports({ all, shown }: { readonly all: readonly Forward[]; readonly shown: readonly Forward[] }) {
  const text = useText(networkText)
  return (
    <Card className="app-gap">
      <CardTitle component="h2">{text.ports}</CardTitle>
      <CardBody>
        {all.length === 0 ? (
          <p>
            {text.noPorts} <WithCommands text={text.noPortsMeaning} />
          </p>
        ) : (
          <Shown rows={shown}>{(rows) => <PortTable forwards={rows} />}</Shown>
        )}
      </CardBody>
    </Card>
  )
}

function Shown<T>({
  rows,
  children,
}: {
  readonly rows: readonly T[]
  readonly children: (rows: readonly T[]) => ReactNode
}) {
  const text = useText(networkText)
  return rows.length === 0 ? <p className="app-hint">{text.noMatch}</p> : children(rows)
}

const isMeant = (words: readonly string[], wanted: string): boolean => words.some((word) => word.includes(wanted))

const wordsOfPort = ({ port, instance }: Forward): readonly string[] => [
  hostSide(port),
  `${instance}:${port.guestPort}`,
]

const wordsOfCard = ({ instance, nic, mac }: GuestCard): readonly string[] => [instance, mac, nic.device ?? '']
