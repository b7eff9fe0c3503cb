import {
  Button,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextArea,
} from '@patternfly/react-core'
import { useState } from 'react'
import { insideText } from '../text/inside.ts'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'
import { type Layout, type Stroke, strokesOf } from './layouts.ts'

type Type = (strokes: readonly Stroke[]) => Promise<void>

/** Types a text, since a guest without an agent has no clipboard to paste from. */
export function TypeText({ type }: { readonly type: Type }) {
  const { screen: text } = useText(insideText)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="secondary" onClick={() => setIsOpen(true)}>
        {text.type}
      </Button>
      {isOpen && <TypeDialog type={type} close={() => setIsOpen(false)} />}
    </>
  )
}

function TypeDialog({ type, close }: { readonly type: Type; readonly close: () => void }) {
  const { screen: text } = useText(insideText)
  const { cancel } = useText(partsText)
  const [typed, setTyped] = useState('')
  const [layout, setLayout] = useState<Layout>('us')
  const strokes = strokesOf(layout)
  const strange = [...new Set(typed)].filter((character) => !strokes.has(character))
  const send = () => {
    close()
    void type(Array.from(typed).flatMap((character) => strokes.get(character) ?? []))
  }
  return (
    <Modal variant="small" isOpen onClose={close} aria-labelledby="type-title">
      <ModalHeader title={text.type} labelId="type-title" description={text.typeMeaning} />
      <ModalBody>
        <Form>
          <FormGroup label={text.layout} fieldId="layout">
            <FormSelect id="layout" value={layout} onChange={(_, value) => setLayout(value as Layout)}>
              <FormSelectOption value="us" label={text.layouts.us} />
              <FormSelectOption value="hr" label={text.layouts.hr} />
            </FormSelect>
          </FormGroup>
          <FormGroup label={text.typed} fieldId="typed">
            <TextArea
              id="typed"
              rows={4}
              resizeOrientation="vertical"
              value={typed}
              onChange={(_, value) => setTyped(value)}
            />
            {strange.length > 0 && (
              <HelperText>
                <HelperTextItem variant="warning">{text.cannotType(strange.join(' '))}</HelperTextItem>
              </HelperText>
            )}
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={typed === ''} onClick={send}>
          {text.send}
        </Button>
        <Button variant="link" onClick={close}>
          {cancel}
        </Button>
      </ModalFooter>
    </Modal>
  )
}
