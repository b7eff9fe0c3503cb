import type { NewToken, Role } from '../../model/access.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { settingsText } from '../text/settings.ts'
import { useText } from '../text/use-text.ts'

type Props = { readonly onMade: (made: NewToken) => void; readonly close: () => void }

export function CreateToken({ onMade, close }: Props) {
  const text = useText(settingsText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  return (
    <AskForm
      title={text.createToken}
      verb={text.create}
      questions={[
        { key: 'name', label: text.name, example: 'backup' },
        { key: 'role', label: text.may, options: options(text.roles), initial: 'full' },
        {
          key: 'lifetime',
          label: text.lifetime,
          options: options(text.lifetimes),
          initial: '2592000',
          isOptional: true,
        },
      ]}
      onCancel={close}
      onAnswers={({ name, role, lifetime }) => {
        close()
        const lifetimeSeconds = lifetime === '' ? null : Number(lifetime)
        void perform(async () => onMade(await daemon.createToken({ name, role: role as Role, lifetimeSeconds })))
      }}
    />
  )
}
