import { Alert, Button, Flex } from '@patternfly/react-core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isSameJson } from '../../kit/same-json.ts'
import type { Instance } from '../../model/instance.ts'
import { useSession } from '../app/session-gate.tsx'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { useNotify } from '../data/notices.tsx'
import { usePerform } from '../data/use-perform.tsx'
import { changeTo, draftOfSpec } from '../spec/draft.ts'
import { SpecEditor } from '../spec/spec-editor.tsx'
import { insideText } from '../text/inside.ts'
import { instanceText } from '../text/instance.ts'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'
import { PendingChanges } from './pending-changes.tsx'

/** The spec of an instance, to be changed as a form or as YAML. */
export function SpecTab({ instance }: { readonly instance: Instance }) {
  const { settings: text } = useText(insideText)
  const { page } = useText(instanceText)
  const { readOnly } = useText(partsText)
  const daemon = useDaemon()
  const queries = useQueryClient()
  const notify = useNotify()
  const isLive = useIsLive()
  const { role } = useSession()
  const { perform, busy } = usePerform()
  const [{ base, draft }, setEdit] = useState(() => ({ base: instance, draft: draftOfSpec(instance.spec) }))
  const change = changeTo(base.spec, draft)
  const isSame = Object.keys(change).length === 0
  // Only the spec counts: the revision changes with the state, too.
  const isStale = !isSameJson(base.spec, instance.spec)
  const reset = (to: Instance) => setEdit({ base: to, draft: draftOfSpec(to.spec) })
  if (isStale && isSame) reset(instance)

  const save = () =>
    perform(async () => {
      const now = await daemon.setInstance(instance.name, { spec: change }, { expectedRevision: instance.revision })
      queries.setQueryData(['instance', instance.name], now)
      reset(now)
      notify({ variant: 'success', title: text.saved })
    })
  return (
    <>
      {instance.pending.length > 0 && <PendingChanges pending={instance.pending} />}
      {isStale && !isSame && <Alert component="p" isInline variant="warning" title={text.stale} className="app-gap" />}
      {role === 'read' && <Alert component="p" isInline variant="info" title={readOnly} className="app-gap" />}
      <SpecEditor draft={draft} onDraft={(now) => setEdit({ base, draft: now })} />
      <Flex className="app-gap app-save" gap={{ default: 'gapSm' }}>
        <Button
          isDisabled={isSame || isStale || draft.issues.length > 0 || !isLive || role === 'read'}
          isLoading={busy}
          onClick={() => void save()}
        >
          {text.save}
        </Button>
        {!isSame && (
          <Button variant="link" onClick={() => reset(instance)}>
            {text.undo}
          </Button>
        )}
        <span className="app-hint" role="status">
          {draft.issues.length > 0 ? text.wrong(draft.issues.length) : isSame ? text.same : page.takesEffect}
        </span>
      </Flex>
    </>
  )
}
