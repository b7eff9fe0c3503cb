import type { Input } from './command.ts'
import type { CommandName, Commands } from './commands.ts'
import type { Session } from './session.ts'

/** What a command does. Gives its exit code when that is not 0. */
export type Run<Name extends CommandName> = (input: Input<Commands[Name]>, session: Session) => Promise<number | void>

type Loaders = { readonly [Name in CommandName]: () => Promise<{ readonly run: Run<Name> }> }

/** The code of each command, loaded when it is run. */
export const loaders: Loaders = {
  run: () => import('./instance/run.ts'),
  create: () => import('./instance/create.ts'),
  ls: () => import('./instance/ls.ts'),
  show: () => import('./instance/show.ts'),
  set: () => import('./instance/set.ts'),
  rename: () => import('./instance/rename.ts'),
  rm: () => import('./instance/rm.ts'),
  start: () => import('./instance/start.ts'),
  stop: () => import('./instance/stop.ts'),
  restart: () => import('./instance/restart.ts'),
  pause: () => import('./instance/pause.ts'),
  resume: () => import('./instance/resume.ts'),
  reset: () => import('./instance/reset.ts'),
  kill: () => import('./instance/kill.ts'),
  console: () => import('./instance/console.ts'),
  shell: () => import('./instance/shell.ts'),
  exec: () => import('./instance/exec.ts'),
  logs: () => import('./instance/logs.ts'),
  explain: () => import('./instance/explain.ts'),
  'image ls': () => import('./image/ls.ts'),
  'image build': () => import('./image/build.ts'),
  'image import': () => import('./image/import.ts'),
  'image show': () => import('./image/show.ts'),
  'image rm': () => import('./image/rm.ts'),
  'operation ls': () => import('./operation/ls.ts'),
  'operation show': () => import('./operation/show.ts'),
  'operation cancel': () => import('./operation/cancel.ts'),
  'operation watch': () => import('./operation/watch.ts'),
  host: () => import('./host/host.ts'),
  'host devices': () => import('./host/devices.ts'),
  'host cpus': () => import('./host/cpus.ts'),
  'host fix': () => import('./host/fix.ts'),
  'host release-kvm': () => import('./host/release-kvm.ts'),
  'host use-kvm': () => import('./host/use-kvm.ts'),
  'host virtual-functions': () => import('./host/virtual-functions.ts'),
  'host bind': () => import('./host/bind.ts'),
  'host give-back': () => import('./host/give-back.ts'),
  doctor: () => import('./host/doctor.ts'),
  events: () => import('./host/events.ts'),
  'daemon status': () => import('./daemon/status.ts'),
  'daemon stop': () => import('./daemon/stop.ts'),
  'daemon restart': () => import('./daemon/restart.ts'),
  completion: () => import('./complete/script.ts'),
  version: () => import('./version.ts'),
  complete: () => import('./complete/answer.ts'),
}
