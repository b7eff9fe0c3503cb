import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { ExplainStyle, type Style } from '../parts/explain-style.tsx'
import { ExplainedSteps } from '../parts/explained-steps.tsx'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'

/** The plain commands that a start stands for. */
export function ExplainTab({ instance }: { readonly instance: Instance }) {
  const { explain: text } = useText(insideText)
  const daemon = useDaemon()
  const [style, setStyle] = useState<Style>('exact')
  const answer = useQuery(read.explanation(daemon, instance.name, style, instance.revision))
  return (
    <>
      <p className="app-gap">{text.meaning}</p>
      <ExplainStyle style={style} onStyle={setStyle} />
      <Answer of={answer}>{(explanation) => <ExplainedSteps explanation={explanation} />}</Answer>
    </>
  )
}
