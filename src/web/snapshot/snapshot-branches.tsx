import { Label } from '@patternfly/react-core'
import type { Snapshot } from '../../model/snapshot.ts'
import { useNumbers } from '../parts/use-numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { Moment } from '../parts/time.tsx'
import { snapshotText } from '../text/snapshot.ts'
import { useText } from '../text/use-text.ts'
import type { SnapshotWish } from './snapshot-question.tsx'
import type { Branch } from './tree.ts'

type Ask = (wish: SnapshotWish) => void

/** Lists within lists, which screen readers tell as such. */
export function SnapshotBranches({ branches, ask }: { readonly branches: readonly Branch[]; readonly ask: Ask }) {
  return (
    <ul className="app-tree">
      {branches.map(({ snapshot, children }) => (
        <li key={snapshot.name}>
          <Line snapshot={snapshot} ask={ask} />
          {children.length > 0 && <SnapshotBranches branches={children} ask={ask} />}
        </li>
      ))}
    </ul>
  )
}

function Line({ snapshot, ask }: { readonly snapshot: Snapshot; readonly ask: Ask }) {
  const text = useText(snapshotText)
  const { bytesText } = useNumbers()
  const { name, isHere, automatic, createdAt, kind, consistency, pauseMs, memoryBytes, leftOut } = snapshot
  const facts = [
    text.kind[kind],
    text.consistency[consistency],
    memoryBytes !== null && bytesText(memoryBytes),
    pauseMs !== null && text.pause(pauseMs),
    leftOut.length > 0 && text.leftOut(leftOut.join(', ')),
  ]
  return (
    <div className="app-tree-line">
      <div>
        <strong>{name}</strong>{' '}
        {isHere && (
          <Label isCompact color="blue">
            {text.here}
          </Label>
        )}{' '}
        {automatic && (
          <Label isCompact variant="outline">
            {text.automatic}
          </Label>
        )}
        <div className="app-hint">
          <Moment at={createdAt} /> · {facts.filter((fact) => fact !== false).join(' · ')}
        </div>
      </div>
      <RowMenu
        of={name}
        entries={[
          { name: text.restore, onChoose: () => ask({ kind: 'restore', snapshot }) },
          { name: text.delete, isDanger: true, onChoose: () => ask({ kind: 'delete', snapshot }) },
        ]}
      />
    </div>
  )
}
