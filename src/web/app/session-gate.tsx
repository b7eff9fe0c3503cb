import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import type { Session } from '../../model/access.ts'
import { RemoteFault, type Stroj } from '../../sdk/client.ts'
import { useDaemon } from '../data/daemon.ts'
import { Failed } from '../parts/failed.tsx'
import { Loading } from '../parts/loading.tsx'
import { Login } from './login.tsx'
import { takeLoginSecret } from './login-secret.ts'

const SessionContext = createContext<Session>({ role: 'read', expiresAt: null })

/** Who looks, and what he may. */
export function useSession(): Session {
  return use(SessionContext)
}

/** Lets in whoever has a session or comes by a login link; others are asked for a token. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const daemon = useDaemon()
  const queries = useQueryClient()
  const [link, setLink] = useState(takeLoginSecret)
  useEffect(() => {
    // A second link, opened in this tab.
    const look = () => setLink((before) => takeLoginSecret() ?? before)
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  const session = useQuery({
    queryKey: ['session', link],
    queryFn: () => (link === undefined ? daemon.showSession() : enterBy(daemon, link)),
  })
  const entered = link !== undefined && session.data
  useEffect(() => {
    if (!entered) return
    // From here on it is the cookie that counts: the link is used up.
    queries.setQueryData(['session', undefined], entered)
    setLink(undefined)
  }, [queries, entered])
  if (session.data) return <SessionContext value={session.data}>{children}</SessionContext>
  if (session.error === null) return <Loading />
  const isRefused = session.error instanceof RemoteFault && session.error.code.startsWith('access.')
  if (!isRefused) return <Failed error={session.error} retry={() => void session.refetch()} />
  const enter = async (token: string) => {
    queries.setQueryData(['session', link], await daemon.createSession({ token }))
  }
  return <Login refusal={link === undefined ? undefined : session.error} enter={enter} />
}

/** A link that is used up does not matter to whoever is signed in already. */
async function enterBy(daemon: Stroj, link: string): Promise<Session> {
  try {
    return await daemon.createSession({ link })
  } catch (refusal) {
    return daemon.showSession().catch(() => {
      throw refusal
    })
  }
}
