import { Alert, List, ListItem } from '@patternfly/react-core'
import type { Explanation } from '../../model/explanation.ts'
import { insideText } from '../text/inside.ts'
import { useSaid, useText } from '../text/use-text.ts'
import { commandLine } from './command-line.ts'
import { Commands } from './commands.tsx'

/** Commands with their reasons, in their order, and what is to be known beside them. */
export function ExplainedSteps({ explanation: { steps, notes } }: { readonly explanation: Explanation }) {
  const { explain: text } = useText(insideText)
  const say = useSaid()
  return (
    <>
      <ol className="app-steps">
        {steps.map(({ reason, command, background }, index) => (
          <li key={index}>
            <p>
              {say(reason)}
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
              <ListItem key={note}>{say(note)}</ListItem>
            ))}
          </List>
        </Alert>
      )}
    </>
  )
}
