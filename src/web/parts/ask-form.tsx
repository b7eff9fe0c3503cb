import { Button, Form, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'
import { type Answers, Asked, isAnswered, type Question } from './asked.tsx'

/** Asks one or a few questions at once. Answers of one line come without spaces around them. */
export function AskForm<Key extends string>({
  title,
  lead,
  verb,
  isDanger = false,
  questions,
  onAnswers,
  onCancel,
}: {
  readonly title: string
  /** What has to be known before one answers. */
  readonly lead?: ReactNode
  readonly verb: string
  readonly isDanger?: boolean
  readonly questions: readonly Question<Key>[]
  readonly onAnswers: (answers: Answers<Key>) => void
  readonly onCancel: () => void
}) {
  const { cancel } = useText(partsText)
  const id = useId()
  const [answers, setAnswers] = useState(() => firstAnswers(questions))
  const asked = questions.filter(({ when }) => when?.(answers) ?? true)
  const isWhole = asked.every((question) => isAnswered(question, answers))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) onAnswers(trimmed(asked, answers))
  }
  return (
    <Modal
      variant="small"
      isOpen
      onClose={onCancel}
      aria-labelledby={`${id}-title`}
      elementToFocus={`[id="${id}-${asked[0]?.key}"]`}
    >
      <ModalHeader
        title={title}
        labelId={`${id}-title`}
        description={lead}
        {...(isDanger && { titleIconVariant: 'warning' as const })}
      />
      <ModalBody>
        <Form id={`${id}-form`} onSubmit={submit}>
          {asked.map((question) => (
            <Asked
              key={question.key}
              id={`${id}-${question.key}`}
              question={question}
              answers={answers}
              onValue={(value) => setAnswers({ ...answers, [question.key]: value })}
            />
          ))}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={`${id}-form`} isDisabled={!isWhole} variant={isDanger ? 'danger' : 'primary'}>
          {verb}
        </Button>
        <Button variant="link" onClick={onCancel}>
          {cancel}
        </Button>
      </ModalFooter>
    </Modal>
  )
}

function firstAnswers<Key extends string>(questions: readonly Question<Key>[]): Answers<Key> {
  return Object.fromEntries(
    questions.map(({ key, initial, options }) => [key, initial ?? options?.[0]?.value ?? '']),
  ) as Answers<Key>
}

/** What was not asked is not answered. */
function trimmed<Key extends string>(asked: readonly Question<Key>[], answers: Answers<Key>): Answers<Key> {
  const entries = (Object.keys(answers) as Key[]).map((key) => {
    const question = asked.find((one) => one.key === key)
    if (question === undefined) return [key, '']
    return [key, question.kind === undefined ? answers[key].trim() : answers[key]]
  })
  return Object.fromEntries(entries) as Answers<Key>
}
