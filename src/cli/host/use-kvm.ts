import type { Run } from '../loaders.ts'
import { makeChange } from './make-change.ts'

export const run: Run<'host use-kvm'> = async ({ yes, dryRun }, session) =>
  makeChange(session, { name: 'use-kvm' }, { yes, dryRun })
