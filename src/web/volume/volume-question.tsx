import { formatBytesExactly } from '../../kit/bytes.ts'
import type { Volume } from '../../model/volume.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import { ChainQuestion, type ChainWish } from './chain-question.tsx'
import { CopyQuestion, type CopyWish } from './copy-question.tsx'
import { KeyQuestion, type KeyWish } from './key-question.tsx'

export type VolumeWish = {
  readonly kind: 'grow' | 'rename' | 'delete' | ChainWish | CopyWish | KeyWish
  readonly volume: Volume
}

/** What has to be asked before something is done with a volume. */
export function VolumeQuestion({ wish, close }: { readonly wish: VolumeWish; readonly close: () => void }) {
  const text = useText(storeText)
  const words = useText(volumeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const { kind, volume } = wish
  const { name, sizeBytes } = volume
  const run = (work: () => Promise<unknown>) => {
    close()
    void perform(work)
  }
  const ask = (verb: string, label: string, initial: string, work: (answer: string) => Promise<unknown>) => (
    <AskForm
      title={`${verb}: ${name}`}
      verb={verb}
      questions={[{ key: 'answer', label, initial }]}
      onCancel={close}
      onAnswers={({ answer }) => run(() => work(answer))}
    />
  )
  switch (kind) {
    case 'grow':
      return ask(text.grow, text.newSize, formatBytesExactly(sizeBytes ?? 0), (size) =>
        daemon.resizeVolume(name, { size }),
      )
    case 'rename':
      return ask(text.rename, text.newName, name, (to) => daemon.renameVolume(name, to))
    case 'clone':
    case 'export':
    case 'convert':
      return <CopyQuestion kind={kind} volume={volume} run={run} close={close} />
    case 'rebase':
    case 'flatten':
    case 'commit':
      return <ChainQuestion kind={kind} volume={volume} run={run} close={close} />
    case 'unlock':
    case 'rekey':
      return <KeyQuestion kind={kind} volume={volume} run={run} close={close} />
    case 'lock':
      return (
        <Confirm
          title={words.lockSure(name)}
          verb={words.lock}
          isDanger={false}
          onNo={close}
          onYes={() => run(() => daemon.lockVolume(name))}
        >
          {words.lockMeaning}
        </Confirm>
      )
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
