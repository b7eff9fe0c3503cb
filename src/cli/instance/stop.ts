import { stopInstance } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { actOn } from './act.ts'

export const run: Run<'stop'> = ({ timeout: timeoutMs, ...names }, session) =>
  actOn(names, session, {
    action: 'stop',
    doing: 'Stopping',
    begin: (wire, name) => stopInstance(wire, name, timeoutMs === undefined ? {} : { timeoutMs }),
  })
