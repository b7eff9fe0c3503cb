import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
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

/** Asks for one line of text. */
export function AskText({
  title,
  label,
  verb,
  initial = '',
  hint,
  onText,
  onCancel,
}: {
  readonly title: string
  readonly label: string
  readonly verb: string
  readonly initial?: string
  readonly hint?: string
  readonly onText: (text: string) => void
  readonly onCancel: () => void
}) {
  const { cancel } = useText(partsText)
  const id = useId()
  const [value, setValue] = useState(initial)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() !== '') onText(value.trim())
  }
  return (
    <Modal variant="small" isOpen onClose={onCancel} aria-labelledby={`${id}-title`}>
      <ModalHeader title={title} labelId={`${id}-title`} />
      <ModalBody>
        <Form id={`${id}-form`} onSubmit={submit}>
          <FormGroup label={label} fieldId={id}>
            <TextInput id={id} value={value} onChange={(_, text) => setValue(text)} />
            {hint !== undefined && (
              <FormHelperText>
                <HelperText>
                  <HelperTextItem>{hint}</HelperTextItem>
                </HelperText>
              </FormHelperText>
            )}
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form={`${id}-form`} isDisabled={value.trim() === ''}>
          {verb}
        </Button>
        <Button variant="link" onClick={onCancel}>
          {cancel}
        </Button>
      </ModalFooter>
    </Modal>
  )
}
