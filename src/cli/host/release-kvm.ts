import type { Run } from '../loaders.ts'
import { makeChange } from './make-change.ts'

export const run: Run<'host release-kvm'> = async ({ yes, dryRun }, session) =>
  makeChange(session, { name: 'release-kvm' }, { yes, dryRun })
