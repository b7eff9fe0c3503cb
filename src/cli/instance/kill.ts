import { killInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'kill'> = (names, session) =>
  actOn(names, session, { action: 'kill', doing: 'Killing', begin: killInstance })
