import { Card, CardBody, CardTitle, List, ListItem, SearchInput } from '@patternfly/react-core'
import { useState } from 'react'
import type { ImageCreateInput } from '../../model/image.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'

type Item = {
  readonly name: string
  readonly summary: string
  readonly architecture: string
  readonly medium?: boolean
}

/** From so many on, one looks for what one wants. */
const many = 12

/** Images that are not here, and a button that gets each. */
export function Obtainable({
  title,
  verb,
  items,
  wishFor,
}: {
  readonly title: string
  readonly verb: string
  readonly items: readonly Item[]
  readonly wishFor: (name: string) => ImageCreateInput
}) {
  const text = useText(storeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const [wanted, setWanted] = useState('')
  if (items.length === 0) return null
  const shown = items.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(wanted.toLowerCase()))
  return (
    <Card className="app-gap">
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>
        {items.length > many && (
          <SearchInput
            className="app-find app-gap"
            aria-label={`${text.find}: ${title}`}
            placeholder={text.find}
            value={wanted}
            onChange={(_, value) => setWanted(value)}
            onClear={() => setWanted('')}
          />
        )}
        <List isPlain isBordered>
          {shown.map(({ name, summary, architecture, medium = false }) => (
            <ListItem key={`${name} ${architecture}`}>
              <div className="app-news">
                <span>
                  <strong>{name}</strong>{' '}
                  <span className="app-hint">
                    {summary}
                    {medium && ` · ${text.medium}`}
                  </span>
                </span>
                <ActButton
                  label={`${verb}: ${name}`}
                  onClick={() => void perform(() => daemon.createImage(wishFor(name)))}
                >
                  {verb}
                </ActButton>
              </div>
            </ListItem>
          ))}
        </List>
      </CardBody>
    </Card>
  )
}
