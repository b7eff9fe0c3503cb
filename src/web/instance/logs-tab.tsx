import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useEffect, useRef, useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import { useDaemon } from '../data/daemon.ts'
import { FaultText } from '../parts/fault-text.tsx'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'
import { readable } from './readable.ts'

const kinds = ['serial', 'engine'] as const
type Kind = (typeof kinds)[number]

/** What the guest has written, and what QEMU has said; as it grows. */
export function LogsTab({ instance }: { readonly instance: Instance }) {
  const { logs: text } = useText(insideText)
  const [which, setWhich] = useState<Kind>('serial')
  return (
    <>
      <ToggleGroup aria-label={text.which} className="app-gap">
        {kinds.map((one) => (
          <ToggleGroupItem key={one} text={text[one]} isSelected={which === one} onChange={() => setWhich(one)} />
        ))}
      </ToggleGroup>
      <Log key={which} name={instance.name} which={which} />
    </>
  )
}

function Log({ name, which }: { readonly name: string; readonly which: Kind }) {
  const { logs: text } = useText(insideText)
  const { written, error } = useLog(name, which)
  const place = useRef<HTMLPreElement>(null)
  const isAtEnd = useRef(true)
  useEffect(() => {
    if (place.current && isAtEnd.current) place.current.scrollTop = place.current.scrollHeight
  }, [written])
  return (
    <>
      <pre
        ref={place}
        className="app-log"
        tabIndex={0}
        role="log"
        aria-label={text.label}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight > scrollHeight - 24
        }}
      >
        {written === '' ? text.empty : written}
      </pre>
      {error !== undefined && <FaultText error={error} />}
    </>
  )
}

/** What is kept on the page, in characters. */
const kept = 512 * 1024

function useLog(name: string, which: Kind) {
  const daemon = useDaemon()
  const [written, setWritten] = useState('')
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const hangUp = new AbortController()
    const follow = async () => {
      const decoder = new TextDecoder()
      const log = daemon.instanceLog(name, { which, follow: true, tailBytes: 256 * 1024, signal: hangUp.signal })
      for await (const bytes of log) {
        const more = decoder.decode(bytes, { stream: true })
        setWritten((before) => readable(before + more).slice(-kept))
      }
    }
    setWritten('')
    follow().catch((reason: unknown) => hangUp.signal.aborted || setError(reason))
    return () => hangUp.abort()
  }, [daemon, name, which])
  return { written, error }
}
