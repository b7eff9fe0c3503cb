import { Card, CardBody } from '@patternfly/react-core'
import { HistoryIcon } from '@patternfly/react-icons/dist/esm/icons/history-icon'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { snapshotText } from '../text/snapshot.ts'
import { useText } from '../text/use-text.ts'
import { SnapshotBranches } from './snapshot-branches.tsx'
import { SnapshotQuestion, type SnapshotWish } from './snapshot-question.tsx'
import { TakeSnapshot } from './take-snapshot.tsx'
import { treeOf } from './tree.ts'

/** The snapshots of an instance as a tree, and where it goes on from. */
export function SnapshotsTab({ instance }: { readonly instance: Instance }) {
  const text = useText(snapshotText)
  const daemon = useDaemon()
  const [isTaking, setIsTaking] = useState(false)
  const [wish, setWish] = useState<SnapshotWish>()
  const take = (
    <ActButton isPrimary onClick={() => setIsTaking(true)}>
      {text.take}
    </ActButton>
  )
  return (
    <>
      <Answer of={useQuery(read.snapshots(daemon, instance.name))}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={text.none} icon={HistoryIcon} actions={take}>
              {text.noneMeaning}
            </Nothing>
          ) : (
            <>
              <div className="app-gap">{take}</div>
              <Card>
                <CardBody>
                  <SnapshotBranches branches={treeOf(items)} ask={setWish} />
                </CardBody>
              </Card>
            </>
          )
        }
      </Answer>
      {isTaking && <TakeSnapshot instance={instance} close={() => setIsTaking(false)} />}
      {wish && <SnapshotQuestion wish={wish} instance={instance} close={() => setWish(undefined)} />}
    </>
  )
}
