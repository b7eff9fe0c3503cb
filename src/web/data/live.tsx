import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { Loading } from '../parts/loading.tsx'
import { useDaemon } from './daemon.ts'
import { EventKeeper } from './event-keeper.ts'

/** `lost` since a time: what is shown is from before it. */
export type Connection =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: Date; readonly error: unknown }

const ConnectionContext = createContext<Connection>({ kind: 'opening' })

export function useConnection(): Connection {
  return use(ConnectionContext)
}

/** Whether what is shown is true now. */
export function useIsLive(): boolean {
  return useConnection().kind === 'live'
}

/**
 * Holds the one event stream that keeps every screen true. Nothing is read before it is open, so that no change falls
 * between the reading and the news.
 */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const daemon = useDaemon()
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>({ kind: 'opening' })
  useEffect(() => {
    const hangUp = new AbortController()
    const keeper = new EventKeeper({ daemon, queries, onConnection: setConnection })
    void keeper.run(hangUp.signal)
    return () => hangUp.abort()
  }, [daemon, queries])
  return (
    <ConnectionContext value={connection}>{connection.kind === 'opening' ? <Loading /> : children}</ConnectionContext>
  )
}
