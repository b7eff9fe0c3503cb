import { Card, CardBody, CardTitle, Label, List, ListItem } from '@patternfly/react-core'
import { useState } from 'react'
import type { HostCheck } from '../../model/host/report.ts'
import { ActButton } from '../parts/act-button.tsx'
import { WithCommands } from '../parts/with-commands.tsx'
import { changeText } from '../text/change.ts'
import { hostText } from '../text/host.ts'
import { useSaid, useText } from '../text/use-text.ts'
import { ChangeQuestion, type ChangeWish } from './change-question.tsx'

const looks = {
  ok: { status: 'success' },
  note: { color: 'grey' },
  warning: { status: 'warning' },
  missing: { status: 'danger' },
} as const

/** One thing after the other, in the daemon's order: what was found, what it means, what mends it. */
export function HostChecks({ checks }: { readonly checks: readonly HostCheck[] }) {
  const text = useText(hostText)
  const [asked, setAsked] = useState<ChangeWish['name']>()
  const cards = [...Map.groupBy(checks, ({ section }) => section)].map(([section, members]) => (
    <Card key={section} className="app-gap">
      <CardTitle component="h2">{text.section[section]}</CardTitle>
      <CardBody>
        <List isPlain isBordered>
          {members.map((check) => (
            <ListItem key={check.name}>
              <Check check={check} ask={setAsked} />
            </ListItem>
          ))}
        </List>
      </CardBody>
    </Card>
  ))
  return (
    <>
      {cards}
      {asked && <ChangeQuestion wish={{ name: asked, undo: false }} close={() => setAsked(undefined)} />}
    </>
  )
}

function Check({
  check: { name, verdict, found, meaning, fix, change },
  ask,
}: {
  readonly check: HostCheck
  readonly ask: (change: ChangeWish['name']) => void
}) {
  const words = useText(changeText)
  const text = useText(hostText)
  const say = useSaid()
  return (
    <div className="app-check">
      <Label isCompact variant="outline" {...looks[verdict]}>
        {text.verdict[verdict]}
      </Label>
      <div>
        <strong>{say(name)}</strong> {say(found)}
        <p className="app-hint">
          <WithCommands text={say(meaning)} />
        </p>
        {fix !== null && (
          <p>
            {text.fix}: <code>{fix}</code>{' '}
            {change !== null && (
              <ActButton label={words.lookOf(change)} onClick={() => ask(change)}>
                {words.look}
              </ActButton>
            )}
          </p>
        )}
      </div>
    </div>
  )
}
