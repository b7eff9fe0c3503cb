import { Card, CardBody, CardTitle } from '@patternfly/react-core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'

/** What is in the drive of an instance, and another in its place. */
export function Media({ instance: { name, spec } }: { readonly instance: Instance }) {
  const { page } = useText(instanceText)
  const daemon = useDaemon()
  const queries = useQueryClient()
  const { perform, busy } = usePerform()
  const [isAsked, setIsAsked] = useState(false)
  const put = (medium: string | null) => {
    setIsAsked(false)
    void perform(async () => {
      const now = await daemon.changeMedium(name, { medium })
      queries.setQueryData(['instance', name], now)
    })
  }
  return (
    <Card>
      <CardTitle component="h2">{page.media}</CardTitle>
      <CardBody>
        <p>{spec.cdrom === undefined ? page.noMedium : <code>{spec.cdrom}</code>}</p>
        <div className="app-inline app-gap">
          <ActButton isBusy={busy} onClick={() => setIsAsked(true)}>
            {spec.cdrom === undefined ? page.insert : page.change}
          </ActButton>
          {spec.cdrom !== undefined && (
            <ActButton isBusy={busy} onClick={() => put(null)}>
              {page.eject}
            </ActButton>
          )}
        </div>
        {isAsked && (
          <AskForm
            title={page.media}
            verb={page.insert}
            questions={[{ key: 'medium', label: page.mediumPath, initial: spec.cdrom ?? '' }]}
            onAnswers={({ medium }) => put(medium)}
            onCancel={() => setIsAsked(false)}
          />
        )}
      </CardBody>
    </Card>
  )
}
