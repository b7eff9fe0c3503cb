import { Card, CardBody, CardHeader, CardTitle, Progress } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WarmImage, WarmListing, WarmSettings } from '../../model/warm.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { useText } from '../text/use-text.ts'
import { warmText } from '../text/warm.ts'
import { WarmSettingsForm } from './warm-settings-form.tsx'
import { WarmTable } from './warm-table.tsx'

/** The guests that are kept for instances to begin from, and how that is done. */
export function WarmImages() {
  const text = useText(warmText)
  const daemon = useDaemon()
  const settings = useQuery(read.warmSettings(daemon)).data
  const [isAsked, setIsAsked] = useState(false)
  return (
    <Card className="app-gap">
      <CardHeader actions={{ actions: <ActButton onClick={() => setIsAsked(true)}>{text.settings}</ActButton> }}>
        <CardTitle component="h2">{text.title}</CardTitle>
      </CardHeader>
      <CardBody>
        <p className="app-hint">{text.meaning}</p>
        <Answer of={useQuery({ ...read.warm(daemon), refetchInterval: untilAllWait })}>
          {({ items }) => (
            <>
              {settings && <Room items={items} settings={settings} />}
              {items.length === 0 ? <p>{text.none}</p> : <WarmTable items={items} />}
            </>
          )}
        </Answer>
        {isAsked && settings && <WarmSettingsForm settings={settings} close={() => setIsAsked(false)} />}
      </CardBody>
    </Card>
  )
}

/** Machines that are made to wait are no news; they are asked for while some are missing. In milliseconds. */
function untilAllWait({
  state: { data },
}: {
  readonly state: { readonly data: WarmListing | undefined }
}): number | false {
  return data?.items.some(({ pool }) => pool.waiting !== pool.keep) === true ? 2000 : false
}

function Room({
  items,
  settings: { automatic, budget },
}: {
  readonly items: readonly WarmImage[]
  readonly settings: WarmSettings
}) {
  const text = useText(warmText)
  const { bytesText } = useNumbers()
  const taken = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return (
    <div className="app-gap app-room">
      <Progress
        size="sm"
        title={text.budget}
        value={Math.min(100, (taken / budget) * 100)}
        label={text.room(bytesText(taken), bytesText(budget))}
        helperText={automatic ? text.on : text.off}
      />
    </div>
  )
}
