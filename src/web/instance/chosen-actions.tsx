import { Button, Flex, FlexItem } from '@patternfly/react-core'
import type { Action } from '../../model/instance.ts'
import { useIsLive } from '../data/live.tsx'
import type { InstanceRow } from '../data/read.ts'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'

/** What may be asked of those that were chosen; each action goes to those of them that allow it. */
export function ChosenActions({
  rows,
  act,
  clear,
}: {
  readonly rows: readonly InstanceRow[]
  readonly act: (action: Action, names: readonly string[]) => void
  readonly clear: () => void
}) {
  const text = useText(instanceText)
  const isLive = useIsLive()
  if (rows.length === 0) return null
  const allowed = Map.groupBy(
    rows.flatMap(({ name, actions }) => actions.map((action) => ({ name, action }))),
    ({ action }) => action,
  )
  return (
    <Flex className="app-chosen" gap={{ default: 'gapSm' }} alignItems={{ default: 'alignItemsCenter' }} role="group">
      <FlexItem>
        <strong>{text.list.chosen(rows.length)}</strong>
      </FlexItem>
      {[...allowed].map(([action, able]) => (
        <Button
          key={action}
          size="sm"
          variant="secondary"
          isDanger={action === 'delete' || action === 'kill'}
          isDisabled={!isLive}
          onClick={() =>
            act(
              action,
              able.map(({ name }) => name),
            )
          }
        >
          {text.action[action]} ({able.length})
        </Button>
      ))}
      <Button size="sm" variant="link" onClick={clear}>
        {text.list.clear}
      </Button>
    </Flex>
  )
}
