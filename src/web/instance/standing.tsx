import { Button } from '@patternfly/react-core'
import { useQueryClient } from '@tanstack/react-query'
import type { Instance } from '../../model/instance.ts'
import { useSession } from '../app/session-gate.tsx'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { useNotify } from '../data/notices.tsx'
import { usePerform } from '../data/use-perform.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { Ago, Moment } from '../parts/time.tsx'
import { standingText } from '../text/standing.ts'
import { useSaid, useText } from '../text/use-text.ts'

/** Until when a temporary instance stays, and a way to let its time begin anew. */
export function Lifetime({ instance: { name, expiresAt } }: { readonly instance: Instance }) {
  const text = useText(standingText)
  const daemon = useDaemon()
  const queries = useQueryClient()
  const notify = useNotify()
  const isLive = useIsLive()
  const { role } = useSession()
  const { perform, busy } = usePerform()
  const renew = async () => {
    queries.setQueryData(['instance', name], await daemon.renewInstance(name))
    notify({ variant: 'success', title: text.renewed(name) })
  }
  return (
    <>
      {expiresAt !== null && <Moment at={expiresAt} />}{' '}
      {role === 'full' && (
        <Button variant="link" isInline isDisabled={busy || !isLive} onClick={() => void perform(renew)}>
          {text.renew}
        </Button>
      )}
      <p className="app-hint">{text.staysMeaning}</p>
    </>
  )
}

/** After how much idleness an instance is parked, and how near it is to that. */
export function Parking({ instance: { spec, state, parking } }: { readonly instance: Instance }) {
  const text = useText(standingText)
  const { durationText } = useNumbers()
  const say = useSaid()
  const { idleSince, busy } = parking ?? { idleSince: null, busy: null }
  return (
    <>
      {spec.park !== undefined && text.parkAfter(durationText(spec.park.after))}
      <p className="app-hint">
        {state.kind === 'parked' && text.parked}
        {idleSince !== null && (
          <>
            {text.idleSince} <Ago at={idleSince} />
          </>
        )}
        {busy !== null && text.notIdle(say(busy))}
      </p>
    </>
  )
}
