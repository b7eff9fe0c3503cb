import { diskFormats } from '../../model/disk-format.ts'
import type { VolumeConvertInput, VolumeExportInput } from '../../model/volume.ts'
import { useDaemon } from '../data/daemon.ts'
import { AskForm } from '../parts/ask-form.tsx'
import type { Question } from '../parts/asked.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import type { Asking } from './asking.ts'
import { newPassphrase } from './passphrase.ts'

export type CopyWish = 'clone' | 'export' | 'convert'

/** A volume written once more: beside itself, outside of every pool, or in its own place. */
export function CopyQuestion(asking: Asking<CopyWish>) {
  const { kind, volume, run, close } = asking
  const text = useText(storeText)
  const words = useText(volumeText)
  const daemon = useDaemon()
  const { name } = volume
  const title = (verb: string) => `${verb}: ${name}`
  if (kind === 'convert') return <ConvertQuestion {...asking} kind={kind} />
  if (kind === 'clone') {
    return (
      <AskForm
        title={title(text.clone)}
        verb={text.clone}
        questions={[
          { key: 'to', label: text.newName, initial: `${name}-2` },
          { key: 'linked', kind: 'tick', label: words.linked, hint: words.linkedHint },
        ]}
        onCancel={close}
        onAnswers={({ to, linked }) =>
          run(() => daemon.createVolume({ kind: 'clone', name: to, from: name, linked: linked === 'yes' }))
        }
      />
    )
  }
  return (
    <AskForm
      title={title(text.export)}
      verb={text.export}
      questions={[
        {
          key: 'format',
          label: words.toFormat,
          options: diskFormats.map((value) => ({ value: value as string, label: value })),
          initial: 'qcow2',
        },
        { key: 'path', label: text.exportPath, example: `/tmp/${name}.qcow2` },
        { key: 'decrypt', kind: 'tick', label: words.decrypted, when: () => volume.encryption !== 'none' },
      ]}
      onCancel={close}
      onAnswers={({ path, format, decrypt }) => {
        const want = { path, format: format as VolumeExportInput['format'], decrypt: decrypt === 'yes' }
        run(() => daemon.exportVolume(name, want))
      }}
    />
  )
}

type Key = 'format' | 'encrypt' | 'decrypt' | 'secret' | 'again'

function ConvertQuestion({ volume: { name, format: before, encryption }, run, close }: Asking<'convert'>) {
  const words = useText(volumeText)
  const daemon = useDaemon()
  const isPlain = encryption === 'none'
  const questions: readonly Question<Key>[] = [
    {
      key: 'format',
      label: words.toFormat,
      options: ['qcow2', 'raw', 'luks'].map((value) => ({ value, label: value === 'luks' ? words.luks : value })),
      initial: before,
    },
    { key: 'encrypt', kind: 'tick', label: words.encrypt, when: ({ format }) => isPlain && format === 'qcow2' },
    { key: 'decrypt', kind: 'tick', label: words.decrypt, when: ({ format }) => !isPlain && format !== 'luks' },
    ...newPassphrase<Key>(
      words,
      ({ format, encrypt }) => isPlain && (format === 'luks' || (format === 'qcow2' && encrypt === 'yes')),
    ),
  ]
  return (
    <AskForm
      title={`${words.convert}: ${name}`}
      lead={words.convertMeaning}
      verb={words.convert}
      questions={questions}
      onCancel={close}
      onAnswers={({ format, decrypt, secret }) => {
        const want: VolumeConvertInput = {
          format: format as VolumeConvertInput['format'],
          decrypt: decrypt === 'yes',
          ...(secret !== '' && { passphrase: secret }),
        }
        run(() => daemon.convertVolume(name, want))
      }}
    />
  )
}
