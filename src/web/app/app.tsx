import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { fetchWire, makeClient } from '../../sdk/client.ts'
import { DaemonContext } from '../data/daemon.ts'
import { LiveProvider } from '../data/live.tsx'
import { NoticesProvider } from '../data/notices.tsx'
import { PreferencesProvider } from './preferences.tsx'
import { makeRouter } from './router.tsx'
import { SessionGate } from './session-gate.tsx'

/** The whole app over the daemon that its page came from. */
export function App() {
  const [daemon] = useState(() => makeClient(fetchWire({ baseUrl: location.origin })))
  const [queries] = useState(makeQueries)
  const [router] = useState(() => makeRouter())
  return (
    <PreferencesProvider>
      <QueryClientProvider client={queries}>
        <DaemonContext value={daemon}>
          <NoticesProvider>
            <SessionGate>
              <LiveProvider>
                <RouterProvider router={router} />
              </LiveProvider>
            </SessionGate>
          </NoticesProvider>
        </DaemonContext>
      </QueryClientProvider>
    </PreferencesProvider>
  )
}

/** What was read stays true until an event says otherwise, so nothing is read again by itself. */
function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}
