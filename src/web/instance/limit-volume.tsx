import { formatBytesExactly } from '../../kit/bytes.ts'
import type { DiskLimits } from '../../model/spec-devices.ts'
import type { VolumeLimitInput } from '../../model/volume-attachment.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'

type Props = {
  readonly instance: string
  readonly volume: string
  readonly limits: DiskLimits | undefined
  readonly close: () => void
}

/** Asks how fast an instance may be with a volume. */
export function LimitVolume({ instance, volume, limits: { iops: times, bytesPerSecond: rate } = {}, close }: Props) {
  const text = useText(volumeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  return (
    <AskForm
      title={text.limitOf(volume)}
      lead={text.limitMeaning}
      verb={text.save}
      questions={[
        { key: 'iops', label: text.iops, initial: times?.toString() ?? '', example: '500', isOptional: true },
        {
          key: 'bytesPerSecond',
          label: text.bytesPerSecond,
          initial: rate === undefined ? '' : formatBytesExactly(rate),
          example: '20MiB',
          isOptional: true,
        },
      ]}
      onCancel={close}
      onAnswers={({ iops, bytesPerSecond }) => {
        close()
        const limits: VolumeLimitInput['limits'] = {
          ...(iops !== '' && { iops: Number(iops) }),
          ...(bytesPerSecond !== '' && { bytesPerSecond }),
        }
        void perform(() => daemon.limitVolume(volume, { instance, limits }))
      }}
    />
  )
}
