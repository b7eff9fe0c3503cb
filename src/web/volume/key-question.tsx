import { useDaemon } from '../data/daemon.ts'
import { AskForm } from '../parts/ask-form.tsx'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import type { Asking } from './asking.ts'
import { newPassphrase } from './passphrase.ts'

export type KeyWish = 'unlock' | 'rekey' | 'lock'

/** The passphrase that opens an encrypted volume, or another in its place. It is sent and not kept here. */
export function KeyQuestion({ kind, volume: { name }, run, close }: Asking<'unlock' | 'rekey'>) {
  const text = useText(volumeText)
  const daemon = useDaemon()
  if (kind === 'unlock') {
    return (
      <AskForm
        title={`${text.unlock}: ${name}`}
        lead={text.unlockMeaning}
        verb={text.unlock}
        questions={[{ key: 'passphrase', kind: 'secret', label: text.passphrase }]}
        onCancel={close}
        onAnswers={({ passphrase }) => run(() => daemon.unlockVolume(name, { passphrase }))}
      />
    )
  }
  return (
    <AskForm
      title={`${text.rekey}: ${name}`}
      verb={text.rekey}
      questions={newPassphrase({ ...text, passphrase: text.newPassphrase })}
      onCancel={close}
      onAnswers={({ secret }) => run(() => daemon.rekeyVolume(name, { passphrase: secret }))}
    />
  )
}
