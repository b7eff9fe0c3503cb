import {
  Checkbox,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  TextArea,
  TextInput,
} from '@patternfly/react-core'
import { useSaid } from '../text/use-text.ts'

export type Answers<Key extends string> = Readonly<Record<Key, string>>

/** One thing that is asked. */
export type Question<Key extends string> = {
  readonly key: Key
  readonly label: string
  /** By default one line. secret: one that nobody shall read over a shoulder; tick: `yes` or nothing. */
  readonly kind?: 'secret' | 'lines' | 'tick'
  readonly hint?: string | undefined
  readonly example?: string
  readonly initial?: string
  /** One of these; without them, any text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** May be left empty. */
  readonly isOptional?: boolean
  /** Whether it is asked at all, by what was answered to the others. */
  readonly when?: (answers: Answers<Key>) => boolean
  /** What is wrong with the answer; nobody can go on with it. */
  readonly wrong?: (answers: Answers<Key>) => string | undefined
  /** What is to be known about the answer. */
  readonly warning?: (answers: Answers<Key>) => string | undefined
}

/** Whether one can go on with the answer. */
export function isAnswered<Key extends string>(question: Question<Key>, answers: Answers<Key>): boolean {
  const { key, kind, isOptional = false, wrong } = question
  const value = kind === undefined ? answers[key].trim() : answers[key]
  const isGiven = isOptional || kind === 'tick' || value !== ''
  return isGiven && wrong?.(answers) === undefined
}

/** A question with its field. */
export function Asked<Key extends string>({
  id,
  question,
  answers,
  onValue,
}: {
  readonly id: string
  readonly question: Question<Key>
  readonly answers: Answers<Key>
  readonly onValue: (value: string) => void
}) {
  const { key, kind, label, hint } = question
  const value = answers[key]
  if (kind === 'tick') {
    return (
      <Checkbox
        id={id}
        label={label}
        description={hint}
        isChecked={value === 'yes'}
        onChange={(_, isOn) => onValue(isOn ? 'yes' : '')}
      />
    )
  }
  const say = useSaid()
  // Nothing is wrong before anything was said.
  const wrong = value === '' ? undefined : question.wrong?.(answers)
  const warning = question.warning?.(answers)
  return (
    <FormGroup label={label} fieldId={id}>
      <Field id={id} question={question} value={value} isWrong={wrong !== undefined} onValue={onValue} />
      {(wrong ?? warning ?? hint) !== undefined && (
        <FormHelperText id={`${id}-help`}>
          <HelperText isLiveRegion>
            {wrong !== undefined && <HelperTextItem variant="error">{say(wrong)}</HelperTextItem>}
            {warning !== undefined && <HelperTextItem variant="warning">{warning}</HelperTextItem>}
            {wrong === undefined && hint !== undefined && <HelperTextItem>{hint}</HelperTextItem>}
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  )
}

function Field<Key extends string>({
  id,
  question: { kind, options, example = '' },
  value,
  isWrong,
  onValue,
}: {
  readonly id: string
  readonly question: Question<Key>
  readonly value: string
  readonly isWrong: boolean
  readonly onValue: (value: string) => void
}) {
  const common = {
    id,
    value,
    validated: isWrong ? ('error' as const) : ('default' as const),
    'aria-describedby': `${id}-help`,
    onChange: (_: unknown, now: string) => onValue(now),
  }
  if (options !== undefined) {
    return (
      <FormSelect {...common}>
        {options.map((option) => (
          <FormSelectOption key={option.value} {...option} />
        ))}
      </FormSelect>
    )
  }
  if (kind === 'lines') return <TextArea {...common} rows={4} resizeOrientation="vertical" placeholder={example} />
  if (kind === 'secret') return <TextInput {...common} type="password" autoComplete="new-password" />
  return <TextInput {...common} placeholder={example} />
}
