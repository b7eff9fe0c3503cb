import { createContext, use } from 'react'
import type { Stroj } from '../../sdk/client.ts'

export const DaemonContext = createContext<Stroj | undefined>(undefined)

/** Everything that can be asked of the daemon. */
export function useDaemon(): Stroj {
  const daemon = use(DaemonContext)
  if (daemon === undefined) throw new Error('there is no daemon around this part')
  return daemon
}
