import { owner } from '../../service/access/caller.ts'
import { cookieWriter } from './cookie.ts'
import type { Entrance } from './entrance.ts'

const names: ReadonlySet<string> = new Set(['localhost', 'stroj'])
const nobody: ReadonlySet<string> = new Set()

/** The socket of the daemon: only programs of its own user can open it, and no page of a browser. */
export const unixSocketEntrance: Entrance = {
  hosts: () => names,
  origins: () => nobody,
  callerOf: async () => owner,
  cookie: cookieWriter({ name: 'stroj', secure: false }),
}
