import { suspendInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'suspend'> = (names, session) =>
  actOn(names, session, { action: 'suspend', doing: 'Suspending', begin: suspendInstance })
