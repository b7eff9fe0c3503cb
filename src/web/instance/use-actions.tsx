import { useState } from 'react'
import type { Action } from '../../model/instance.ts'
import type { Operation } from '../../model/operation.ts'
import type { Stroj } from '../../sdk/client.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'

type Wish = { readonly action: Action; readonly names: readonly string[] }
const risky = ['kill', 'reset', 'delete'] as const satisfies readonly Action[]
type Risky = (typeof risky)[number]

/**
 * Does actions on instances; what loses something is asked about first. `question` has to be shown somewhere.
 * `onDone` is told what was carried out.
 */
export function useActions(onDone?: (wish: Wish) => void) {
  const daemon = useDaemon()
  const { perform, busy } = usePerform()
  const [asked, setAsked] = useState<Wish>()

  const carryOut = async (wish: Wish) => {
    const done = await Promise.all(wish.names.map((name) => perform(() => run(daemon, wish.action, name))))
    if (done.every(Boolean)) onDone?.(wish)
  }
  const act = (action: Action, names: readonly string[]) => {
    const wish = { action, names }
    if (isRisky(action)) setAsked(wish)
    else void carryOut(wish)
  }
  const question = asked !== undefined && (
    <Question
      wish={asked}
      onNo={() => setAsked(undefined)}
      onYes={() => {
        setAsked(undefined)
        void carryOut(asked)
      }}
    />
  )
  return { act, busy, question }
}

function Question({
  wish,
  onYes,
  onNo,
}: {
  readonly wish: Wish
  readonly onYes: () => void
  readonly onNo: () => void
}) {
  const text = useText(instanceText)
  const { action, names } = wish
  if (!isRisky(action)) return null
  const subject = names.length === 1 ? (names[0] ?? '') : text.sure.several(names.length)
  return (
    <Confirm title={text.sure[action](subject)} verb={text.action[action]} onYes={onYes} onNo={onNo}>
      <p>{text.sure[`${action}Meaning`]}</p>
      {names.length > 1 && <p className="app-hint">{names.join(', ')}</p>}
    </Confirm>
  )
}

const isRisky = (action: Action): action is Risky => (risky as readonly Action[]).includes(action)

function run(daemon: Stroj, action: Action, name: string): Promise<Operation> {
  switch (action) {
    case 'install':
      return daemon.installInstance(name)
    case 'start':
      return daemon.startInstance(name)
    case 'stop':
      return daemon.stopInstance(name)
    case 'kill':
      return daemon.killInstance(name)
    case 'restart':
      return daemon.restartInstance(name)
    case 'pause':
      return daemon.pauseInstance(name)
    case 'resume':
      return daemon.resumeInstance(name)
    case 'suspend':
      return daemon.suspendInstance(name)
    case 'reset':
      return daemon.resetInstance(name)
    case 'delete':
      return daemon.deleteInstance(name)
  }
}
