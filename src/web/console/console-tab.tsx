import { Alert, Button, Flex, FlexItem, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { TerminalIcon } from '@patternfly/react-icons/dist/esm/icons/terminal-icon'
import { useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import { useSession } from '../app/session-gate.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { insideText } from '../text/inside.ts'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'
import { FindBar } from './find-bar.tsx'
import { useConsole } from './use-console.ts'

const lines = ['serial', 'shell'] as const
type Line = (typeof lines)[number]

/** The serial line of a guest, and its second one with a login. */
export function ConsoleTab({ instance }: { readonly instance: Instance }) {
  const { console: text } = useText(insideText)
  const { readOnly } = useText(partsText)
  const { role } = useSession()
  const [line, setLine] = useState<Line>('serial')
  if (!instance.spec.console.serial) return <Nothing title={text.none}>{text.noneMeaning}</Nothing>
  if (role === 'read') return <Nothing title={readOnly} />
  if (!('pid' in instance.state)) {
    return (
      <Nothing title={text.off} icon={TerminalIcon}>
        {text.offMeaning}
      </Nothing>
    )
  }
  return (
    <>
      <ToggleGroup aria-label={text.line} className="app-gap">
        {lines.map((one) => (
          <ToggleGroupItem key={one} text={text[one]} isSelected={line === one} onChange={() => setLine(one)} />
        ))}
      </ToggleGroup>
      {/* A guest that was started anew has a new console. */}
      <Terminal key={`${line} ${instance.state.pid}`} name={instance.name} line={line} />
    </>
  )
}

function Terminal({ name, line }: { readonly name: string; readonly line: Line }) {
  const { console: text } = useText(insideText)
  const { place, state, find, copy, paste, reconnect } = useConsole(name, line, text.label)
  return (
    <>
      <Flex gap={{ default: 'gapSm' }} className="app-gap">
        <FlexItem>
          <FindBar find={find} />
        </FlexItem>
        {isSecureContext && (
          <>
            <Button variant="secondary" size="sm" onClick={copy}>
              {text.copy}
            </Button>
            <Button variant="secondary" size="sm" onClick={paste}>
              {text.paste}
            </Button>
          </>
        )}
      </Flex>
      {state.kind === 'ended' && (
        <Alert
          component="p"
          isInline
          className="app-gap"
          variant={state.error === undefined ? 'info' : 'warning'}
          title={text.ended}
          actionLinks={
            <Button variant="link" isInline onClick={reconnect}>
              {text.reconnect}
            </Button>
          }
        >
          {state.error !== undefined && <FaultText error={state.error} />}
        </Alert>
      )}
      <div ref={place} className="app-terminal" data-state={state.kind} />
      <p className="app-hint">{text.leave}</p>
    </>
  )
}
