import { FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import type { RawSpec } from './draft.ts'
import { splitList } from './typed-list.ts'

/** One key of the mappings in a list. */
export type Column = {
  readonly key: string
  readonly label: string
  readonly options?: readonly string[]
  readonly isList?: boolean
  readonly example?: string
  /** Whether it makes sense beside the others. */
  readonly when?: (row: RawSpec) => boolean
}

type Props = {
  readonly id: string
  readonly column: Column
  readonly value: unknown
  readonly onValue: (value: unknown) => void
}

export function RowCell({ id, column, value, onValue }: Props) {
  const { label, options, isList = false } = column
  return (
    <FormGroup label={label} fieldId={id}>
      {options === undefined ? (
        <Typed key={String(isList)} id={id} column={column} value={value} onValue={onValue} />
      ) : (
        <FormSelect id={id} value={value ?? ''} onChange={(_, now) => onValue(now === '' ? undefined : now)}>
          <FormSelectOption value="" label="–" />
          {options.map((option) => (
            <FormSelectOption key={option} value={option} label={option} />
          ))}
        </FormSelect>
      )}
    </FormGroup>
  )
}

function Typed({ id, column: { isList = false, example = '' }, value, onValue }: Props) {
  const written = Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'string' ? value : ''
  const [typed, setTyped] = useState(written)
  const shown = isList && splitList(typed).join(', ') === written ? typed : written
  const change = (text: string) => {
    setTyped(text)
    const items = splitList(text)
    if (isList) onValue(items.length === 0 ? undefined : items)
    else onValue(text === '' ? undefined : text)
  }
  return <TextInput id={id} value={shown} placeholder={example} onChange={(_, text) => change(text)} />
}
