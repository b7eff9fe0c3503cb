import { restartInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'restart'> = ({ timeout: timeoutMs, ...names }, session) =>
  actOn(names, session, {
    action: 'restart',
    doing: 'Restarting',
    begin: (wire, name) => restartInstance(wire, name, timeoutMs === undefined ? {} : { timeoutMs }),
  })
