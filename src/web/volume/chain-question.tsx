import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { AskForm } from '../parts/ask-form.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import type { Asking } from './asking.ts'

export type ChainWish = 'rebase' | 'flatten' | 'commit'

/** What a volume stands on: another, nothing any more, or what it has written into that. */
export function ChainQuestion({ kind, volume: { name, standsOn }, run, close }: Asking<ChainWish>) {
  const text = useText(volumeText)
  const daemon = useDaemon()
  const base = standsOn ?? ''
  switch (kind) {
    case 'rebase':
      return <RebaseQuestion kind={kind} name={name} standsOn={standsOn} run={run} close={close} />
    case 'flatten':
      return (
        <Confirm
          title={text.flattenSure(name)}
          verb={text.flatten}
          isDanger={false}
          onNo={close}
          onYes={() => run(() => daemon.rebaseVolume(name, { onto: null }))}
        >
          {text.flattenMeaning(base)}
        </Confirm>
      )
    case 'commit':
      return (
        <Confirm
          title={text.commitSure(name, base)}
          verb={text.commit}
          onNo={close}
          onYes={() => run(() => daemon.commitVolume(name))}
        >
          {text.commitMeaning(base)}
        </Confirm>
      )
  }
}

type Rebase = Omit<Asking<'rebase'>, 'volume'> & { readonly name: string; readonly standsOn: string | null }

function RebaseQuestion({ name, standsOn, run, close }: Rebase) {
  const text = useText(volumeText)
  const daemon = useDaemon()
  const volumes = useQuery(read.volumes(daemon)).data?.items ?? []
  const pool = volumes.find((one) => one.name === name)?.pool
  const bases = volumes.filter((one) => one.name !== name && one.pool === pool).map((one) => one.name)
  return (
    <AskForm
      title={`${text.rebase}: ${name}`}
      lead={text.rebaseMeaning}
      verb={text.rebase}
      questions={[
        {
          key: 'onto',
          label: text.onto,
          options: [
            ...bases.map((value) => ({ value: value as string, label: value as string })),
            { value: '', label: text.alone },
          ],
          initial: standsOn ?? bases[0] ?? '',
          isOptional: true,
        },
        {
          key: 'unsafe',
          kind: 'tick',
          label: text.unsafe,
          hint: text.unsafeHint,
          when: ({ onto }) => onto !== '',
        },
      ]}
      onCancel={close}
      onAnswers={({ onto, unsafe }) =>
        run(() => daemon.rebaseVolume(name, { onto: onto === '' ? null : onto, unsafe: unsafe === 'yes' }))
      }
    />
  )
}
