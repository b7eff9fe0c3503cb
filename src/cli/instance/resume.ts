import { resumeInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'resume'> = (names, session) =>
  actOn(names, session, { action: 'resume', doing: 'Resuming', begin: resumeInstance })
