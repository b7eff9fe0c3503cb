import { attend } from '../../sdk/attend.ts'
import { deleteInstance, installInstance, showInstance, startInstance } from '../../sdk/instance.ts'
import type { Input } from '../command.ts'
import type { Commands } from '../commands.ts'
import { visit } from '../console/visit.ts'
import type { Run } from '../loaders.ts'
import { finish, follow } from '../operation/finish.ts'
import { openProgress } from '../render/progress.ts'
import { printOne } from '../render/print.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { create, wanted } from './create.ts'
import { explainWanted } from './explain-wanted.ts'
import { runInGuest } from './guest-command.ts'

type RunInput = Input<Commands['run']>

export const run: Run<'run'> = async (input, session) => {
  if (input.rm && input.detach) throw new UsageError('--rm and --detach exclude each other.')
  if (input.rm && input.lifetime !== undefined) throw new UsageError('--rm and --lifetime exclude each other.')
  if (input.detach && input.trailing.length > 0) {
    throw new UsageError('--detach and a COMMAND exclude each other.', 'Use `stroj exec` when it runs.')
  }
  const want = await wanted(input, session)
  if (input.explain) return explainWanted(want, { start: true }, session)
  const temporary = input.rm ? { unattended: unattendedSeconds } : want.temporary
  const name = await create({ ...want, temporary }, session)
  using _attendance = input.rm ? attend(await session.wire(), name, unattendedSeconds) : undefined
  let kept = false
  try {
    if (want.spec['install'] !== undefined) {
      await finish(session, `Installing ${name}`, (wire) => installInstance(wire, name))
    }
    await finish(session, `Starting ${name}`, (wire) => startInstance(wire, name))
    kept = !input.rm
    return await enter(name, input, session)
  } finally {
    if (!kept) await remove(name, session)
  }
}

/** How long what is to be removed outlives a stroj that was killed, in seconds. */
const unattendedSeconds = 60

/** How long a guest may take to boot before its command is given up, in milliseconds. A cold Debian takes half a minute. */
const patienceMs = 300_000

async function enter(name: string, input: RunInput, session: Session): Promise<number | void> {
  if (input.detach) return tellName(name, session)
  if (input.trailing.length === 0) {
    await tellBooting(name, session)
    return visit({ name, line: 'serial', detachKeys: input.detachKeys, removed: input.rm }, session)
  }
  const { trailing: command, env, wait: waitMs = patienceMs } = input
  return await runInGuest(name, { command, env, timeoutMs: undefined, waitMs }, session)
}

async function tellName(name: string, session: Session): Promise<void> {
  if (session.format === 'table') return session.screen.write(`${name}\n`)
  const instance = await showInstance(await session.wire(), name, { signal: session.signal })
  await printOne(session, instance, () => '')
}

/** A console that stays dark for half a minute should not worry anybody. */
async function tellBooting(name: string, session: Session): Promise<void> {
  const { acceleration } = await showInstance(await session.wire(), name, { signal: session.signal })
  const patience = acceleration?.kind === 'tcg' ? ', emulated (TCG), so it may take a minute' : ''
  session.screen.confirm(`${name} is booting${patience}.`)
}

/** How long a removal may take, in milliseconds; it goes on also after Ctrl-C. */
const removalDeadlineMs = 60_000

async function remove(name: string, session: Session): Promise<void> {
  const late = { ...session, signal: AbortSignal.timeout(removalDeadlineMs) }
  const wire = await late.wire()
  await follow(late, await deleteInstance(wire, name, { force: true }), openProgress('', undefined))
}
