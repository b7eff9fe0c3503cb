import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextArea } from '@patternfly/react-core'
import { useState } from 'react'
import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { isMapping } from './draft.ts'
import { useKey } from './spec-context.ts'

/** Labels, one a line as `key=value`. */
export function LabelsField() {
  const text = useText(specText)
  const { value, issues, set } = useKey(['labels'])
  const written = isMapping(value) ? Object.entries(value).map(([key, label]) => `${key}=${String(label)}`) : []
  const [typed, setTyped] = useState(written.join('\n'))
  const shown = linesOf(typed).join('\n') === written.join('\n') ? typed : written.join('\n')
  const change = (now: string) => {
    setTyped(now)
    const pairs = linesOf(now).map((line) => line.split(/=(.*)/s, 2) as [string, string])
    set(pairs.length === 0 ? undefined : Object.fromEntries(pairs))
  }
  return (
    <FormGroup label={text.labels} fieldId="spec-labels">
      <TextArea
        id="spec-labels"
        rows={3}
        resizeOrientation="vertical"
        value={shown}
        placeholder="role=web"
        validated={issues.length > 0 ? 'error' : 'default'}
        onChange={(_, now) => change(now)}
      />
      <FormHelperText>
        <HelperText>
          {issues.map((issue) => (
            <HelperTextItem key={issue} variant="error">
              {issue}
            </HelperTextItem>
          ))}
          <HelperTextItem>{text.labelsHint}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  )
}

/** A line is one pair; a key alone has an empty value. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (line.includes('=') ? line : `${line}=`))
}
