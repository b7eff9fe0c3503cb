import type { Instance } from '../../model/instance.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { snapshotText } from '../text/snapshot.ts'
import { useText } from '../text/use-text.ts'

/** Asks what a new snapshot shall keep. */
export function TakeSnapshot({ instance, close }: { readonly instance: Instance; readonly close: () => void }) {
  const text = useText(snapshotText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const isRunning = 'pid' in instance.state
  return (
    <AskForm
      title={text.take}
      verb={text.takeVerb}
      questions={[
        { key: 'name', label: text.name, hint: text.nameHint, isOptional: true },
        {
          key: 'memory',
          kind: 'tick',
          label: text.memory,
          hint: text.memoryHint,
          initial: isRunning ? 'yes' : '',
          when: () => isRunning,
        },
        { key: 'leaveOut', kind: 'tick', label: text.leaveOut },
      ]}
      onCancel={close}
      onAnswers={({ name, memory, leaveOut }) => {
        close()
        const want = { ...(name !== '' && { name }), memory: memory === 'yes', leaveOut: leaveOut === 'yes' }
        void perform(() => daemon.createSnapshot(instance.name, want))
      }}
    />
  )
}
