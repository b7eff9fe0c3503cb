import { pauseInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'pause'> = (names, session) =>
  actOn(names, session, { action: 'pause', doing: 'Pausing', begin: pauseInstance })
