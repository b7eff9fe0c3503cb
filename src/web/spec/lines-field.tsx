import { TextArea } from '@patternfly/react-core'
import type { Field } from './fields.tsx'
import { Labelled } from './labelled.tsx'
import { idOf } from './place.ts'
import { useTypedList } from './typed-list.ts'

/** Several texts, one a line. What is typed stays as it is typed. */
export function LinesField({ way, label, hint, example }: Field & { readonly example?: string | undefined }) {
  const { issues, shown, change } = useTypedList(way, '\n')
  const id = idOf(way)
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
