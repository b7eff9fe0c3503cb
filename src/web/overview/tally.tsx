import { Flex, FlexItem } from '@patternfly/react-core'
import { Link } from '@tanstack/react-router'
import type { InstanceStateKind } from '../../model/instance.ts'
import type { InstanceRow } from '../data/read.ts'
import { instanceText } from '../text/instance.ts'
import { overviewText } from '../text/overview.ts'
import { useText } from '../text/use-text.ts'

const order: readonly InstanceStateKind[] = [
  'running',
  'starting',
  'stopping',
  'paused',
  'parked',
  'suspended',
  'unresponsive',
  'failed',
  'stopped',
]

/** How many instances there are in each state. */
export function Tally({ rows }: { readonly rows: readonly InstanceRow[] }) {
  const text = useText(overviewText)
  const { state, list } = useText(instanceText)
  if (rows.length === 0) return <p>{list.none}</p>
  const counts = Map.groupBy(rows, (row) => row.state.kind)
  const kinds = order.filter((kind) => counts.has(kind))
  const running = counts.get('running')?.length ?? 0
  return (
    <>
      <p className="app-figure">
        <Link to="/instances">{text.running(running)}</Link> <small>{text.ofAll(rows.length)}</small>
      </p>
      <div className="app-tally" aria-hidden="true">
        {kinds.map((kind) => (
          <span key={kind} className={`app-tally-${kind}`} style={{ flexGrow: counts.get(kind)?.length ?? 0 }} />
        ))}
      </div>
      <Flex gap={{ default: 'gapMd' }}>
        {kinds.map((kind) => (
          <FlexItem key={kind}>
            <span className={`app-dot app-tally-${kind}`} aria-hidden="true" />
            {state[kind]} {counts.get(kind)?.length}
          </FlexItem>
        ))}
      </Flex>
    </>
  )
}
