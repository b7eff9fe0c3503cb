import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { HostChange } from '../../model/host/change.ts'
import { useSession } from '../app/session-gate.tsx'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { read } from '../data/read.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Answer } from '../parts/answer.tsx'
import { Commands } from '../parts/commands.tsx'
import { WithCommands } from '../parts/with-commands.tsx'
import { changeText } from '../text/change.ts'
import { partsText } from '../text/parts.ts'
import { useSaid, useText } from '../text/use-text.ts'
import { stepLine } from './step-line.ts'

export type ChangeWish = { readonly name: HostChange['name']; readonly undo: boolean }

/** What a change of the host runs, shown before anybody says yes; where the daemon may not, the command that does it. */
export function ChangeQuestion({ wish, close }: { readonly wish: ChangeWish; readonly close: () => void }) {
  const text = useText(changeText)
  const words = useText(partsText)
  const say = useSaid()
  const daemon = useDaemon()
  const queries = useQueryClient()
  const { role } = useSession()
  const isLive = useIsLive()
  const { perform, busy } = usePerform()
  const plan = useQuery(read.hostChange(daemon, wish))
  const isRoot = useQuery(read.host(daemon)).data?.inventory.user.isRoot === true
  const canDo = plan.data?.state === 'needed' && isRoot && role === 'full'
  const carryOut = async () => {
    const done = await perform(() => daemon.changeHost(wish))
    for (const key of ['host', 'host-changes', 'host-change']) void queries.invalidateQueries({ queryKey: [key] })
    if (done) close()
  }
  return (
    <Modal variant="medium" isOpen onClose={busy ? () => undefined : close} aria-labelledby="change-title">
      <ModalHeader
        title={wish.undo ? text.takeBack : text.make}
        labelId="change-title"
        description={plan.data && say(plan.data.title)}
      />
      <ModalBody tabIndex={0} aria-label={text.steps}>
        <Answer of={plan}>{(change) => <Plan change={change} wish={wish} isRoot={isRoot} />}</Answer>
        {busy && (
          <div role="status" className="app-gap">
            {text.running}
            <div className="app-endless" aria-hidden="true" />
          </div>
        )}
      </ModalBody>
      <ModalFooter>
        {canDo && (
          <Button isLoading={busy} isDisabled={busy || !isLive} onClick={() => void carryOut()}>
            {wish.undo ? text.takeBack : text.doIt}
          </Button>
        )}
        <Button variant="link" isDisabled={busy} onClick={close}>
          {canDo ? words.cancel : words.close}
        </Button>
      </ModalFooter>
    </Modal>
  )
}

function Plan({
  change: { state, steps, undo, instructions },
  wish,
  isRoot,
}: {
  readonly change: HostChange
  readonly wish: ChangeWish
  readonly isRoot: boolean
}) {
  const text = useText(changeText)
  const say = useSaid()
  return (
    <>
      {state === 'in-place' && <p>{wish.undo ? text.nothingToTakeBack : text.inPlace}</p>}
      {state === 'instructions' && <p>{text.byHand}</p>}
      {steps.length > 0 && (
        <>
          <h2 className="app-side-title">{text.steps}</h2>
          <ol className="app-steps">
            {steps.map((step, index) => (
              <li key={index}>
                <p>{say(step.reason)}</p>
                <Commands commands={[stepLine(step, isRoot)]} />
              </li>
            ))}
          </ol>
        </>
      )}
      {!wish.undo && undo.length > 0 && (
        <>
          <h2 className="app-side-title">{text.undo}</h2>
          <Commands commands={undo.map((step) => stepLine(step, isRoot))} />
        </>
      )}
      {instructions.map((line) => (
        <p key={line}>
          <WithCommands text={say(line)} />
        </p>
      ))}
      {state === 'needed' && !isRoot && (
        <Alert component="p" isInline variant="info" title={text.notRoot} className="app-gap">
          <Commands commands={[`stroj host fix ${wish.name}${wish.undo ? ' --undo' : ''}`]} />
        </Alert>
      )}
    </>
  )
}
