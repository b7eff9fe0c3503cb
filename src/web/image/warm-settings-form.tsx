import { useQueryClient } from '@tanstack/react-query'
import { formatBytesExactly } from '../../kit/bytes.ts'
import type { WarmSettings } from '../../model/warm.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { useText } from '../text/use-text.ts'
import { warmText } from '../text/warm.ts'

/** Asks how guests shall be kept in general. */
export function WarmSettingsForm({
  settings: { automatic, budget: before },
  close,
}: {
  readonly settings: WarmSettings
  readonly close: () => void
}) {
  const text = useText(warmText)
  const daemon = useDaemon()
  const queries = useQueryClient()
  const { perform } = usePerform()
  return (
    <AskForm
      title={text.settingsTitle}
      verb={text.save}
      questions={[
        { key: 'automatic', kind: 'tick', label: text.byItself, initial: automatic ? 'yes' : '' },
        { key: 'budget', label: text.budget, hint: text.budgetHint, initial: formatBytesExactly(before) },
      ]}
      onCancel={close}
      onAnswers={({ automatic: answer, budget }) => {
        close()
        void perform(async () => {
          const now = await daemon.changeWarmSettings({ automatic: answer === 'yes', budget })
          queries.setQueryData(read.warmSettings(daemon).queryKey, now)
        })
      }}
    />
  )
}
