import { installInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'install'> = (names, session) =>
  actOn(names, session, { action: 'install', doing: 'Installing', begin: installInstance })
