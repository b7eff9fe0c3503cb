import { resetInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'reset'> = (names, session) =>
  actOn(names, session, { action: 'reset', doing: 'Resetting', begin: resetInstance })
