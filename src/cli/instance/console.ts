import { visit } from '../console/visit.ts'
import type { Run } from '../loaders.ts'

export const run: Run<'console'> = ({ name, detachKeys }, session) =>
  visit({ name, line: 'serial', detachKeys }, session)
