import type { Image } from '../../model/image.ts'
import type { WarmCreateInput } from '../../model/warm.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { filled } from '../parts/filled.ts'
import { useText } from '../text/use-text.ts'
import { warmText } from '../text/warm.ts'

/** Asks what instances shall begin from a kept guest of an image. */
export function KeepWarm({ image, close }: { readonly image: Image; readonly close: () => void }) {
  const text = useText(warmText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const name = image.names[0] ?? image.digest
  return (
    <AskForm
      title={text.keepOf(name)}
      lead={text.keepMeaning}
      verb={text.keep}
      questions={[
        { key: 'cpus', label: text.cpus, initial: '1' },
        { key: 'memory', label: text.memory, initial: '1GiB' },
        { key: 'disk', label: text.disk, example: text.asImage, isOptional: true },
      ]}
      onCancel={close}
      onAnswers={({ cpus, ...sizes }) => {
        close()
        const spec = { image: name, cpus: Number(cpus), ...filled(sizes) } as WarmCreateInput['spec']
        void perform(() => daemon.createWarmImage({ spec }))
      }}
    />
  )
}
