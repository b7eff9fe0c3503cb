import type { Instance } from '../../model/instance.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { snapshotText } from '../text/snapshot.ts'
import { useText } from '../text/use-text.ts'

export type SnapshotWish = { readonly kind: 'restore' | 'delete'; readonly snapshot: Snapshot }

/** Asks before an instance goes back, or a snapshot is deleted. */
export function SnapshotQuestion({
  wish: { kind, snapshot },
  instance,
  close,
}: {
  readonly wish: SnapshotWish
  readonly instance: Instance
  readonly close: () => void
}) {
  const text = useText(snapshotText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const { name, changes } = snapshot
  const isRunning = 'pid' in instance.state
  const go = () => {
    close()
    void perform(() =>
      kind === 'delete'
        ? daemon.deleteSnapshot(instance.name, name)
        : daemon.restoreSnapshot(instance.name, name, { force: isRunning }),
    )
  }
  const isDelete = kind === 'delete'
  return (
    <Confirm
      title={isDelete ? text.deleteSure(name) : text.restoreSure(name)}
      verb={text[kind]}
      onYes={go}
      onNo={close}
    >
      <p>{isDelete ? text.deleteMeaning : text.restoreMeaning}</p>
      {!isDelete && isRunning && <p>{text.restoreRunning}</p>}
      {!isDelete && changes.length > 0 && (
        <p>
          {text.changes} {changes.map(({ key }) => key).join(', ')}
        </p>
      )}
    </Confirm>
  )
}
