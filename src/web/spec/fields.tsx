import {
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Switch,
  TextInput,
} from '@patternfly/react-core'
import { type ReactNode, useState } from 'react'
import type { Way } from './place.ts'
import { useKey } from './spec-context.ts'

type Field = { readonly way: Way; readonly label: string; readonly hint?: string | undefined }

/** One line of text; an empty one means that the key is left out. */
export function TextField({ way, label, hint, example }: Field & { readonly example?: string }) {
  const { value, issues, set } = useKey(way)
  const id = idOf(way)
  return (
    <Labelled id={id} label={label} hint={hint} issues={issues}>
      <TextInput
        id={id}
        value={textOf(value)}
        placeholder={example ?? ''}
        validated={issues.length > 0 ? 'error' : 'default'}
        aria-describedby={`${id}-help`}
        onChange={(_, text) => set(text === '' ? undefined : text)}
      />
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
export function ListField({ way, label, hint, example }: Field & { readonly example?: string }) {
  const { value, issues, set } = useKey(way)
  const id = idOf(way)
  const written = Array.isArray(value) ? value.map(textOf).join(', ') : ''
  const [typed, setTyped] = useState(written)
  const shown = splitList(typed).join(', ') === written ? typed : written
  const change = (text: string) => {
    setTyped(text)
    const items = splitList(text)
    set(items.length === 0 ? undefined : items)
  }
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

function Labelled({
  id,
  label,
  hint,
  issues,
  children,
}: {
  readonly id: string
  readonly label: string | undefined
  readonly hint: string | undefined
  readonly issues: readonly string[]
  readonly children: ReactNode
}) {
  return (
    <FormGroup fieldId={id} {...(label !== undefined && { label })}>
      {children}
      {(issues.length > 0 || hint !== undefined) && (
        <FormHelperText id={`${id}-help`}>
          <HelperText isLiveRegion>
            {issues.map((issue) => (
              <HelperTextItem key={issue} variant="error">
                {issue}
              </HelperTextItem>
            ))}
            {issues.length === 0 && <HelperTextItem>{hint}</HelperTextItem>}
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  )
}

export function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function idOf(way: Way): string {
  return `spec-${way.join('-')}`
}
