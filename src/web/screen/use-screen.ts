import { type RefObject, useEffect, useRef, useState } from 'react'
import { screenDoor } from '../../sdk/client.ts'
import { useDaemon } from '../data/daemon.ts'
import { type ScreenEnd, ScreenView } from './screen-view.ts'

export type ScreenState = { readonly kind: 'connecting' | 'open' } | { readonly kind: 'ended'; readonly error: unknown }

/** The screen of an instance in `place`, as long as that is shown. */
export function useScreen(name: string, fit: boolean) {
  const daemon = useDaemon()
  const place: RefObject<HTMLDivElement | null> = useRef(null)
  const view = useRef<ScreenView>(undefined)
  const [state, setState] = useState<ScreenState>({ kind: 'connecting' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const hangUp = new AbortController()
    const { signal } = hangUp
    setState({ kind: 'connecting' })
    const end = ({ clean }: ScreenEnd) => {
      if (!signal.aborted) setState({ kind: 'ended', error: clean ? undefined : 'unclean' })
    }
    const join = async () => {
      const { ticket } = await daemon.createTicket(name, 'screen', { signal })
      if (!place.current || signal.aborted) return
      view.current = new ScreenView(place.current, screenDoor(name, ticket), {
        open: () => setState({ kind: 'open' }),
        end,
      })
    }
    join().catch((error: unknown) => signal.aborted || setState({ kind: 'ended', error }))
    return () => {
      hangUp.abort()
      view.current?.[Symbol.dispose]()
      view.current = undefined
    }
  }, [daemon, name, attempt])
  useEffect(() => view.current?.show({ fit }), [fit, state])
  return { place, state, view, reconnect: () => setAttempt(attempt + 1) }
}
