import type { Run } from '../loaders.ts'
import { runInGuest } from './guest-command.ts'

export const run: Run<'exec'> = ({ name, trailing: command, env, timeout, wait }, session) =>
  runInGuest(name, { command, env, timeoutMs: timeout, waitMs: wait }, session)
