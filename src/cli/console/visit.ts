import type { InstanceState } from '../../model/instance.ts'
import { showInstance } from '../../sdk/instance.ts'
import { visible } from '../render/visible.ts'
import type { Session } from '../session.ts'
import { attach } from './attach.ts'
import { keysText, parseDetachKeys } from './detach-keys.ts'

export type Visit = {
  readonly name: string
  readonly line: 'serial' | 'shell'
  readonly detachKeys: string | undefined
  /** It is removed when the person leaves. */
  readonly removed?: boolean
}

/** Goes to a line of an instance, and says how to leave it, and at the end how it was left. */
export async function visit({ name, line, detachKeys, removed = false }: Visit, session: Session): Promise<void> {
  const keys = parseDetachKeys(detachKeys ?? session.environment.detachKeys ?? 'ctrl-]')
  const { screen } = session
  const what = line === 'serial' ? 'console' : 'shell'
  const after = removed ? `; ${name} is removed then` : ''
  screen.confirm(screen.paintError(`At the ${what} of ${name}. ${keysText(keys)} leaves it${after}.`, 'faint'))
  const leaving = await attach(session, { name, line, keys })
  if (leaving === 'left') {
    screen.confirm(`\nLeft ${name}${removed ? '.' : `; it runs on. \`stroj ${what} ${name}\` goes back.`}`)
    return
  }
  const state = await stateAtRest(name, session)
  const reason = 'reason' in state && state.reason !== undefined ? `: ${visible(state.reason)}` : ''
  screen.confirm(`\n${name} is ${state.kind}${reason}.`)
}

/** The line ends a moment before QEMU does. In milliseconds. */
const endPatience = { all: 2000, step: 50 }

async function stateAtRest(name: string, session: Session): Promise<InstanceState> {
  const wire = await session.wire()
  for (const end = performance.now() + endPatience.all; ; ) {
    const { state } = await showInstance(wire, name, { signal: session.signal })
    if (!('pid' in state) || performance.now() > end) return state
    await new Promise<void>((resolve) => {
      setTimeout(resolve, endPatience.step)
    })
  }
}
