import { type RefObject, useEffect, useRef, useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { ConsoleTerminal } from './console-terminal.ts'

export type ConsoleState =
  | { readonly kind: 'connecting' | 'open' }
  | { readonly kind: 'ended'; readonly error: unknown }

/** A terminal in `place`, joined to a console as long as it is shown. */
export function useConsole(name: string, line: 'serial' | 'shell', label: string) {
  const daemon = useDaemon()
  const place: RefObject<HTMLDivElement | null> = useRef(null)
  const terminal = useRef<ConsoleTerminal>(undefined)
  const [state, setState] = useState<ConsoleState>({ kind: 'connecting' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!place.current) return
    const hangUp = new AbortController()
    const shown = new ConsoleTerminal(place.current, label)
    terminal.current = shown
    setState({ kind: 'connecting' })
    const join = async () => {
      const { ticket } = await daemon.createTicket(name, 'console', { signal: hangUp.signal })
      using connection = await daemon.attachConsole(name, { line, ticket, size: shown.size, signal: hangUp.signal })
      setState({ kind: 'open' })
      await shown.serve(connection)
    }
    join().then(
      () => hangUp.signal.aborted || setState({ kind: 'ended', error: undefined }),
      (error: unknown) => hangUp.signal.aborted || setState({ kind: 'ended', error }),
    )
    return () => {
      hangUp.abort()
      shown[Symbol.dispose]()
    }
  }, [daemon, name, line, label, attempt])
  return {
    place,
    state,
    find: (text: string, direction: 'next' | 'previous') => terminal.current?.find(text, direction),
    copy: () => void terminal.current?.copy().catch(() => undefined),
    paste: () => void terminal.current?.paste().catch(() => undefined),
    reconnect: () => setAttempt(attempt + 1),
  }
}
