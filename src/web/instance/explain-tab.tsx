import { Alert, List, ListItem, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Explanation } from '../../model/explanation.ts'
import type { Instance } from '../../model/instance.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { Commands } from '../parts/commands.tsx'
import { commandLine } from '../parts/command-line.ts'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'

const styles = ['exact', 'plain'] as const

/** The plain commands that a start stands for. */
export function ExplainTab({ instance }: { readonly instance: Instance }) {
  const { explain: text } = useText(insideText)
  const daemon = useDaemon()
  const [style, setStyle] = useState<(typeof styles)[number]>('exact')
  const answer = useQuery(read.explanation(daemon, instance.name, style, instance.revision))
  return (
    <>
      <p className="app-gap">{text.meaning}</p>
      <ToggleGroup aria-label={text.style} className="app-gap">
        {styles.map((one) => (
          <ToggleGroupItem key={one} text={text[one]} isSelected={style === one} onChange={() => setStyle(one)} />
        ))}
      </ToggleGroup>
      <Answer of={answer}>{(explanation) => <Steps explanation={explanation} />}</Answer>
    </>
  )
}

function Steps({ explanation: { steps, notes } }: { readonly explanation: Explanation }) {
  const { explain: text } = useText(insideText)
  return (
    <>
      <ol className="app-steps">
        {steps.map(({ reason, command, background }, index) => (
          <li key={index}>
            <p>
              {reason}
              {background && <span className="app-hint"> ({text.background})</span>}
            </p>
            <Commands commands={[`${commandLine(command)}${background ? ' &' : ''}`]} />
          </li>
        ))}
      </ol>
      {notes.length > 0 && (
        <Alert component="p" isInline variant="info" title={text.notes}>
          <List>
            {notes.map((note) => (
              <ListItem key={note}>{note}</ListItem>
            ))}
          </List>
        </Alert>
      )}
    </>
  )
}
