import { Button } from '@patternfly/react-core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../app/session-gate.tsx'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'

export function RenameButton({ name }: { readonly name: string }) {
  const { page } = useText(instanceText)
  const daemon = useDaemon()
  const go = useNavigate()
  const isLive = useIsLive()
  const { role } = useSession()
  const { perform } = usePerform()
  const [isAsked, setIsAsked] = useState(false)
  const rename = async (to: string) => {
    setIsAsked(false)
    if (to === name) return
    const done = await perform(() => daemon.renameInstance(name, to))
    if (done) void go({ to: '/instances/$name', params: { name: to } })
  }
  if (role !== 'full') return null
  return (
    <>
      <Button variant="tertiary" isDisabled={!isLive} onClick={() => setIsAsked(true)}>
        {page.rename}
      </Button>
      {isAsked && (
        <AskForm
          title={page.rename}
          verb={page.rename}
          questions={[{ key: 'to', label: page.newName, initial: name }]}
          onAnswers={({ to }) => void rename(to)}
          onCancel={() => setIsAsked(false)}
        />
      )}
    </>
  )
}
