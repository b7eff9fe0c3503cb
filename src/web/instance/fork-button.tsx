import { Button } from '@patternfly/react-core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { InstanceForkInput } from '../../model/fork.ts'
import type { Instance } from '../../model/instance.ts'
import { useSession } from '../app/session-gate.tsx'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { forkText } from '../text/fork.ts'
import { useText } from '../text/use-text.ts'

const most = 16

/** Makes others of an instance that runs. What keeps it from that, the daemon tells. */
export function ForkButton({ instance: { name, state } }: { readonly instance: Instance }) {
  const text = useText(forkText)
  const daemon = useDaemon()
  const go = useNavigate()
  const isLive = useIsLive()
  const { role } = useSession()
  const { perform, busy } = usePerform()
  const [isAsked, setIsAsked] = useState(false)
  const fork = async (names: readonly string[], forward: readonly string[]) => {
    setIsAsked(false)
    const want = { names, forward } as InstanceForkInput
    const [first = name] = names
    const done = await perform(() => daemon.forkInstance(name, want))
    if (done && names.length === 1) void go({ to: '/instances/$name', params: { name: first } })
    else if (done) void go({ to: '/instances' })
  }
  if (role !== 'full' || (state.kind !== 'running' && state.kind !== 'parked')) return null
  return (
    <>
      <Button variant="tertiary" isDisabled={busy || !isLive} isLoading={busy} onClick={() => setIsAsked(true)}>
        {text.fork}
      </Button>
      {isAsked && (
        <AskForm
          title={text.title(name)}
          lead={text.meaning}
          verb={text.fork}
          questions={[
            {
              key: 'names',
              label: text.names,
              hint: text.namesHint,
              initial: `${name}-2`,
              wrong: ({ names }) => (isSound(wordsOf(names)) ? undefined : text.namesWrong),
            },
            {
              key: 'forward',
              label: text.forward,
              hint: text.forwardHint,
              example: '8081:80',
              isOptional: true,
              when: ({ names }) => wordsOf(names).length === 1,
            },
          ]}
          onAnswers={({ names, forward }) => void fork(wordsOf(names), wordsOf(forward))}
          onCancel={() => setIsAsked(false)}
        />
      )}
    </>
  )
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}

function isSound(names: readonly string[]): boolean {
  return names.length <= most && new Set(names).size === names.length
}
