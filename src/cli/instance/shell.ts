import { visit } from '../console/visit.ts'
import type { Run } from '../loaders.ts'

export const run: Run<'shell'> = ({ name, detachKeys }, session) => visit({ name, line: 'shell', detachKeys }, session)
