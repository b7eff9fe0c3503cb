import { Label, List, ListItem } from '@patternfly/react-core'
import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import { Link } from '@tanstack/react-router'
import type { HostCheck } from '../../model/host/report.ts'
import type { InstanceState } from '../../model/instance.ts'
import type { InstanceRow } from '../data/read.ts'
import { StateLabel } from '../instance/state-label.tsx'
import { overviewText } from '../text/overview.ts'
import { useSaid, useText } from '../text/use-text.ts'

const mostShown = 8

/** Instances that ended or stand still without being asked, changes that wait, and what the host lacks. */
export function Attention({
  rows,
  checks,
}: {
  readonly rows: readonly InstanceRow[]
  readonly checks: readonly HostCheck[]
}) {
  const text = useText(overviewText)
  const say = useSaid()
  const troubled = rows.filter(({ state, pending }) => isTrouble(state) || pending.length > 0)
  const missing = checks.filter(({ verdict }) => verdict === 'missing')
  if (troubled.length + missing.length === 0) {
    return (
      <p className="app-well">
        <CheckCircleIcon /> {text.allWell}
      </p>
    )
  }
  return (
    <List isPlain isBordered>
      {missing.map(({ name, found }) => (
        <ListItem key={name}>
          <Link to="/host">{say(name)}</Link> <Label color="red">{text.missing}</Label>
          <p className="app-hint">{say(found)}</p>
        </ListItem>
      ))}
      {troubled.slice(0, mostShown).map(({ name, state, pending }) => (
        <ListItem key={name}>
          <Link to="/instances/$name" params={{ name }}>
            {name}
          </Link>{' '}
          {isTrouble(state) && <StateLabel state={state} />}
          <p className="app-hint">{whyOf(state, say) ?? (pending.length > 0 && text.pending(pending.length))}</p>
        </ListItem>
      ))}
      {troubled.length > mostShown && <ListItem>{text.more(troubled.length - mostShown)}</ListItem>}
    </List>
  )
}

/** A pause with a reason is one that nobody asked for, such as a full disk. */
function isTrouble(state: InstanceState): boolean {
  return state.kind === 'failed' || state.kind === 'unresponsive' || (state.kind === 'paused' && 'reason' in state)
}

function whyOf(state: InstanceState, say: (text: string) => string): string | undefined {
  return 'reason' in state && state.reason !== undefined && isTrouble(state) ? say(state.reason) : undefined
}
