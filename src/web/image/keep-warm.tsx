import { formatBytesExactly } from '../../kit/bytes.ts'
import type { WarmCreateInput, WarmImage } from '../../model/warm.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { filled } from '../parts/filled.ts'
import { useText } from '../text/use-text.ts'
import { warmText } from '../text/warm.ts'

/** Asks what instances shall begin from a kept guest of an image, and how many machines shall wait for them; `kept`: that is there. */
export function KeepWarm({
  name,
  kept,
  close,
}: {
  /** Of the image. */
  readonly name: string
  readonly kept?: WarmImage
  readonly close: () => void
}) {
  const text = useText(warmText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  return (
    <AskForm
      title={text.keepOf(name)}
      lead={kept ? text.waitMeaning : text.keepMeaning}
      verb={text.keep}
      questions={[
        { key: 'cpus', label: text.cpus, initial: String(kept?.cpus ?? 1) },
        { key: 'memory', label: text.memory, initial: kept ? formatBytesExactly(kept.memoryBytes) : '1GiB' },
        { key: 'disk', label: text.disk, example: text.asImage, isOptional: true },
        {
          key: 'keep',
          label: text.wait,
          hint: text.waitHint,
          example: '0',
          isOptional: true,
          initial: kept ? String(kept.pool.keep) : '',
          wrong: ({ keep }) => (keep === '' || /^(?:[12]?\d|3[0-2])$/.test(keep) ? undefined : text.waitWrong),
        },
      ]}
      onCancel={close}
      onAnswers={({ cpus, keep, ...sizes }) => {
        close()
        const spec = { image: name, cpus: Number(cpus), ...filled(sizes) } as WarmCreateInput['spec']
        void perform(() => daemon.createWarmImage({ spec, ...(keep !== '' && { keep: Number(keep) }) }))
      }}
    />
  )
}
