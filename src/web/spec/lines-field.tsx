import { TextArea } from '@patternfly/react-core'
import { useState } from 'react'
import type { Field } from './fields.tsx'
import { Labelled } from './labelled.tsx'
import { idOf, textOf } from './place.ts'
import { useKey } from './spec-context.ts'

/** Several texts, one a line. What is typed stays as it is typed. */
export function LinesField({ way, label, hint, example }: Field & { readonly example?: string | undefined }) {
  const { value, issues, set } = useKey(way)
  const id = idOf(way)
  const written = Array.isArray(value) ? value.map(textOf).join('\n') : ''
  const [typed, setTyped] = useState(written)
  const shown = linesOf(typed).join('\n') === written ? typed : written
  const change = (text: string) => {
    setTyped(text)
    const lines = linesOf(text)
    set(lines.length === 0 ? undefined : lines)
  }
  return (
    <Labelled id={id} label={label} hint={hint} issues={issues}>
      <TextArea
        id={id}
        rows={3}
        resizeOrientation="vertical"
        spellCheck={false}
        className="app-mono"
        value={shown}
        placeholder={example ?? ''}
        validated={issues.length > 0 ? 'error' : 'default'}
        aria-describedby={`${id}-help`}
        onChange={(_, text) => change(text)}
      />
    </Labelled>
  )
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
