import { Alert, Button, Spinner } from '@patternfly/react-core'
import { DesktopIcon } from '@patternfly/react-icons/dist/esm/icons/desktop-icon'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useSession } from '../app/session-gate.tsx'
import type { Instance } from '../../model/instance.ts'
import { FaultText } from '../parts/fault-text.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { insideText } from '../text/inside.ts'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'
import { ScreenTools } from './screen-tools.tsx'
import { useScreen } from './use-screen.ts'

/** What the guest shows, and its keyboard and mouse. */
export function ScreenTab({ instance }: { readonly instance: Instance }) {
  const { screen: text } = useText(insideText)
  const { readOnly } = useText(partsText)
  const { role } = useSession()
  if (!instance.spec.console.screen) return <Nothing title={text.none}>{text.noneMeaning}</Nothing>
  if (role === 'read') return <Nothing title={readOnly} />
  if (!('pid' in instance.state)) {
    return (
      <Nothing title={text.off} icon={DesktopIcon}>
        {text.offMeaning}
      </Nothing>
    )
  }
  return <LiveScreen key={instance.state.pid} name={instance.name} />
}

function LiveScreen({ name }: { readonly name: string }) {
  const { screen: text, console: words } = useText(insideText)
  const [fit, setFit] = useState(true)
  const { place, state, view, reconnect } = useScreen(name, fit)
  const tools = useRef<HTMLButtonElement>(null)
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !event.ctrlKey || !event.shiftKey) return
    event.stopPropagation()
    view.current?.blur()
    tools.current?.focus()
  }
  return (
    <>
      <ScreenTools name={name} view={view} place={place} fit={fit} onFit={setFit} focusAfter={tools} />
      {state.kind === 'connecting' && (
        <p role="status">
          <Spinner size="md" aria-hidden /> {text.connecting}
        </p>
      )}
      {state.kind === 'ended' && (
        <Alert
          component="p"
          isInline
          className="app-gap"
          variant="warning"
          title={text.ended}
          actionLinks={
            <Button variant="link" isInline onClick={reconnect}>
              {text.reconnect}
            </Button>
          }
        >
          {state.error instanceof Error && <FaultText error={state.error} />}
        </Alert>
      )}
      <div
        ref={place}
        className={fit ? 'app-guest-screen app-guest-fit' : 'app-guest-screen'}
        role="application"
        aria-label={text.label}
        data-state={state.kind}
        onKeyDownCapture={leave}
      />
      <p className="app-hint">{words.leave}</p>
    </>
  )
}
