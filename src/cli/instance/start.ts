import { startInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'start'> = (names, session) =>
  actOn(names, session, { action: 'start', doing: 'Starting', begin: startInstance })
