import { FormSelect, FormSelectOption, Switch, TextInput } from '@patternfly/react-core'
import { Labelled } from './labelled.tsx'
import { idOf, textOf, type Way } from './place.ts'
import { useKey } from './spec-context.ts'
import { useTypedList } from './typed-list.ts'

export type Field = {
  /** Where one key has two fields on a screen. */
  readonly id?: string
  readonly way: Way
  readonly label: string
  readonly hint?: string | undefined
}

/** One line of text; an empty one means that the key is left out. */
export function TextField({
  way,
  label,
  hint,
  example,
  suggestions,
  id = idOf(way),
}: Field & {
  readonly example?: string | undefined
  /** What is often written there. */
  readonly suggestions?: readonly string[] | undefined
}) {
  const { value, issues, set } = useKey(way)
  return (
    <Labelled id={id} label={label} hint={hint} issues={issues}>
      <TextInput
        id={id}
        value={textOf(value)}
        placeholder={example ?? ''}
        validated={issues.length > 0 ? 'error' : 'default'}
        aria-describedby={`${id}-help`}
        onChange={(_, text) => set(text === '' ? undefined : text)}
        {...(suggestions !== undefined && { list: `${id}-list` })}
      />
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Labelled>
  )
}

export function NumberField({ way, label, hint, example }: Field & { readonly example?: string }) {
  const { value, issues, set } = useKey(way)
  const id = idOf(way)
  return (
    <Labelled id={id} label={label} hint={hint} issues={issues}>
      <TextInput
        id={id}
        type="number"
        min={1}
        value={textOf(value)}
        placeholder={example ?? ''}
        validated={issues.length > 0 ? 'error' : 'default'}
        aria-describedby={`${id}-help`}
        onChange={(_, text) => set(text === '' ? undefined : Number(text))}
      />
    </Labelled>
  )
}

type Option = { readonly value: string; readonly label: string }

/** One of a few; the first, empty one leaves the key out. */
export function ChoiceField({
  way,
  label,
  hint,
  options,
  standard,
}: Field & {
  readonly options: readonly Option[]
  /** What is true when the key is left out. */
  readonly standard: string
}) {
  const { value, issues, set } = useKey(way)
  const id = idOf(way)
  return (
    <Labelled id={id} label={label} hint={hint} issues={issues}>
      <FormSelect
        id={id}
        value={textOf(value)}
        validated={issues.length > 0 ? 'error' : 'default'}
        aria-describedby={`${id}-help`}
        onChange={(_, chosen) => set(chosen === '' ? undefined : chosen)}
      >
        <FormSelectOption value="" label={standard} />
        {options.map((option) => (
          <FormSelectOption key={option.value} {...option} />
        ))}
      </FormSelect>
    </Labelled>
  )
}

/** Yes or no; what is the default is left out. */
export function SwitchField({ way, label, hint, standard }: Field & { readonly standard: boolean }) {
  const { value, issues, set } = useKey(way)
  const id = idOf(way)
  return (
    <Labelled id={id} label={undefined} hint={hint} issues={issues}>
      <Switch
        id={id}
        label={label}
        isChecked={typeof value === 'boolean' ? value : standard}
        onChange={(_, isOn) => set(isOn === standard ? undefined : isOn)}
      />
    </Labelled>
  )
}

/** Several texts with commas between them. What is typed stays as it is typed. */
export function ListField({ way, label, hint, example }: Field & { readonly example?: string | undefined }) {
  const { issues, shown, change } = useTypedList(way, ', ')
  const id = idOf(way)
  return (
    <Labelled id={id} label={label} hint={hint} issues={issues}>
      <TextInput
        id={id}
        value={shown}
        placeholder={example ?? ''}
        validated={issues.length > 0 ? 'error' : 'default'}
        aria-describedby={`${id}-help`}
        onChange={(_, text) => change(text)}
      />
    </Labelled>
  )
}
