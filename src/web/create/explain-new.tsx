import { Alert } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExplanationCreateInput } from '../../model/explanation.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Commands } from '../parts/commands.tsx'
import { ExplainedSteps } from '../parts/explained-steps.tsx'
import { ExplainStyle, type Style } from '../parts/explain-style.tsx'
import { FaultText } from '../parts/fault-text.tsx'
import { Loading } from '../parts/loading.tsx'
import { useSettled } from '../parts/use-settled.ts'
import type { Draft } from '../spec/draft.ts'
import { createText } from '../text/create.ts'
import { useText } from '../text/use-text.ts'
import { missingImages } from './missing-images.ts'

/** How long nothing may be typed before the commands are asked for, in milliseconds. */
const settleMs = 400

type Wish = { readonly name: string; readonly draft: Draft; readonly start: boolean }

/** The commands that the wish stands for, while it is being written. */
export function ExplainNew(wish: Wish) {
  const { explain: text } = useText(createText)
  const daemon = useDaemon()
  const { name, draft, start } = useSettled(wish, settleMs)
  const listing = useQuery(read.images(daemon)).data
  if (Object.keys(draft.raw).length === 0) return <p className="app-hint">{text.empty}</p>
  if (draft.issues.length > 0) return <p className="app-hint">{text.wrong}</p>
  if (listing === undefined) return <Loading />
  const missing = missingImages(listing, draft.raw)
  if (missing.length > 0) {
    return (
      <Alert component="p" isInline variant="info" title={text.missing(missing.map((one) => one.name).join(', '))}>
        <p>{text.missingMeaning}</p>
        <Commands commands={missing.map((one) => `stroj image ${one.wish.kind} ${one.name}`)} />
      </Alert>
    )
  }
  return <Explained want={{ ...(name !== '' && { name }), spec: draft.raw, start }} />
}

function Explained({ want }: { readonly want: ExplanationCreateInput }) {
  const { explain: text } = useText(createText)
  const daemon = useDaemon()
  const [style, setStyle] = useState<Style>('exact')
  const { data, error, isPlaceholderData } = useQuery({
    ...read.newExplanation(daemon, { ...want, style }),
    // What is refused stays refused until the wish or the world is another.
    retry: false,
  })
  return (
    <div className="app-commands-beside">
      <p>{text.meaning}</p>
      <ExplainStyle style={style} onStyle={setStyle} />
      {error !== null ? (
        <Alert component="p" isInline variant="warning" title={text.refused}>
          <FaultText error={error} />
        </Alert>
      ) : data === undefined ? (
        <Loading />
      ) : (
        <div className={isPlaceholderData ? 'app-old' : ''} aria-busy={isPlaceholderData}>
          <ExplainedSteps explanation={data} />
        </div>
      )}
    </div>
  )
}
