import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from '@patternfly/react-core'
import { type FormEvent, useId, useState } from 'react'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

export type Question<Key extends string> = {
  readonly key: Key
  readonly label: string
  readonly hint?: string
  readonly example?: string
  readonly initial?: string
  /** One of these; without them, any text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** May be left empty. */
  readonly isOptional?: boolean
}

/** Asks a few questions at once. */
export function AskForm<Key extends string>({
  title,
  verb,
  questions,
  onAnswers,
  onCancel,
}: {
  readonly title: string
  readonly verb: string
  readonly questions: readonly Question<Key>[]
  readonly onAnswers: (answers: Readonly<Record<Key, string>>) => void
  readonly onCancel: () => void
}) {
  const { cancel } = useText(partsText)
  const id = useId()
  const [answers, setAnswers] = useState(
    () =>
      Object.fromEntries(
        questions.map(({ key, initial, options }) => [key, initial ?? options?.[0]?.value ?? '']),
      ) as Record<Key, string>,
  )
  const isWhole = questions.every(({ key, isOptional }) => isOptional === true || answers[key].trim() !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) onAnswers(answers)
  }
  return (
    <Modal variant="small" isOpen onClose={onCancel} aria-labelledby={`${id}-title`}>
      <ModalHeader title={title} labelId={`${id}-title`} />
      <ModalBody>
        <Form id={`${id}-form`} onSubmit={submit}>
          {questions.map((question) => (
            <Asked
              key={question.key}
              id={`${id}-${question.key}`}
              question={question}
              value={answers[question.key]}
              onValue={(value) => setAnswers({ ...answers, [question.key]: value })}
            />
          ))}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={`${id}-form`} isDisabled={!isWhole}>
          {verb}
        </Button>
        <Button variant="link" onClick={onCancel}>
          {cancel}
        </Button>
      </ModalFooter>
    </Modal>
  )
}

function Asked({
  id,
  question: { label, hint, example, options },
  value,
  onValue,
}: {
  readonly id: string
  readonly question: Question<string>
  readonly value: string
  readonly onValue: (value: string) => void
}) {
  return (
    <FormGroup label={label} fieldId={id}>
      {options === undefined ? (
        <TextInput id={id} value={value} placeholder={example ?? ''} onChange={(_, text) => onValue(text)} />
      ) : (
        <FormSelect id={id} value={value} onChange={(_, chosen) => onValue(chosen)}>
          {options.map((option) => (
            <FormSelectOption key={option.value} {...option} />
          ))}
        </FormSelect>
      )}
      {hint !== undefined && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem>{hint}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  )
}
