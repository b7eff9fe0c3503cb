import { formatBytesExactly } from '../../kit/bytes.ts'
import type { Volume } from '../../model/volume.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'

export type VolumeWish = {
  readonly kind: 'grow' | 'clone' | 'rename' | 'export' | 'delete'
  readonly volume: Volume
}

/** What has to be asked before something is done with a volume. */
export function VolumeQuestion({ wish, close }: { readonly wish: VolumeWish; readonly close: () => void }) {
  const text = useText(storeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const { name, sizeBytes } = wish.volume
  const run = (work: () => Promise<unknown>) => {
    close()
    void perform(work)
  }
  const ask = (label: string, initial: string, work: (answer: string) => Promise<unknown>) => (
    <AskForm
      title={`${text[wish.kind]}: ${name}`}
      verb={text[wish.kind]}
      questions={[{ key: 'answer', label, initial }]}
      onCancel={close}
      onAnswers={({ answer }) => run(() => work(answer))}
    />
  )
  switch (wish.kind) {
    case 'grow':
      return ask(text.newSize, formatBytesExactly(sizeBytes ?? 0), (size) => daemon.resizeVolume(name, { size }))
    case 'clone':
      return ask(text.newName, `${name}-2`, (to) => daemon.createVolume({ kind: 'clone', name: to, from: name }))
    case 'rename':
      return ask(text.newName, name, (to) => daemon.renameVolume(name, to))
    case 'export':
      return ask(text.exportPath, `/tmp/${name}.qcow2`, (path) => daemon.exportVolume(name, { path }))
    case 'delete':
      return (
        <Confirm
          title={text.deleteSure(name)}
          verb={text.delete}
          onNo={close}
          onYes={() => run(() => daemon.deleteVolume(name))}
        >
          {text.deleteVolumeMeaning}
        </Confirm>
      )
  }
}
