import { useQuery } from '@tanstack/react-query'
import type { VolumeCreateInput } from '../../model/volume.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import type { Question } from '../parts/asked.tsx'
import { filled } from '../parts/filled.ts'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import { newPassphrase } from './passphrase.ts'

type Key = 'name' | 'size' | 'path' | 'format' | 'pool' | 'encrypt' | 'secret' | 'again'

/** Asks what a new volume shall be: an empty disk, or a copy of a file of the host. */
export function NewVolume({ kind, close }: { readonly kind: 'empty' | 'import'; readonly close: () => void }) {
  const text = useText(storeText)
  const words = useText(volumeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const pools = useQuery(read.pools(daemon)).data?.items ?? []
  const isEmpty = kind === 'empty'
  const formats = ['qcow2', 'raw', ...(isEmpty ? ['luks'] : [])].map((value) => ({
    value,
    label: value === 'luks' ? words.luks : value,
  }))
  const questions: readonly Question<Key>[] = [
    { key: 'name', label: text.name, example: 'data' },
    isEmpty
      ? { key: 'size', label: text.size, example: '20GiB' }
      : { key: 'path', label: text.path, hint: text.pathHint, example: '/srv/disk.vmdk' },
    { key: 'format', label: text.format, options: formats },
    {
      key: 'pool',
      label: text.pool,
      options: pools.map(({ name }) => ({ value: name, label: name })),
      isOptional: true,
      when: () => pools.length > 1,
    },
    { key: 'encrypt', kind: 'tick', label: words.encrypt, when: ({ format }) => isEmpty && format === 'qcow2' },
    ...newPassphrase<Key>(
      words,
      ({ format, encrypt }) => format === 'luks' || (format === 'qcow2' && encrypt === 'yes'),
    ),
  ]
  return (
    <AskForm
      title={isEmpty ? text.createVolume : text.importVolume}
      verb={isEmpty ? text.create : text.import}
      questions={questions}
      onCancel={close}
      onAnswers={({ secret: passphrase, again: _, encrypt: __, ...answers }) => {
        close()
        void perform(() => daemon.createVolume({ kind, ...filled({ ...answers, passphrase }) } as VolumeCreateInput))
      }}
    />
  )
}
