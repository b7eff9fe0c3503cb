import { Alert, Label } from '@patternfly/react-core'
import { useConnection } from '../data/live.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import { Clock } from '../parts/time.tsx'
import { shellText } from '../text/shell.ts'
import { useText } from '../text/use-text.ts'

/** Whether what is shown is true now. */
export function ConnectionMark() {
  const text = useText(shellText).connection
  const isLive = useConnection().kind === 'live'
  return (
    <Label color={isLive ? 'green' : 'red'} status={isLive ? 'success' : 'danger'} variant="outline" isCompact>
      {isLive ? text.live : text.lost}
    </Label>
  )
}

/** Said on every screen while news does not come; gone by itself when it does again. */
export function ConnectionBanner() {
  const text = useText(shellText).connection
  const connection = useConnection()
  if (connection.kind !== 'lost') return null
  return (
    <Alert
      component="p"
      isInline
      variant="warning"
      className="app-banner"
      title={
        <>
          {text.lostSince} <Clock at={connection.since} />
        </>
      }
      isLiveRegion
    >
      <p>{text.lostMeaning}</p>
      {connection.error !== undefined && <FaultText error={connection.error} />}
    </Alert>
  )
}
