import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

/** Asks once more before what cannot be undone. */
export function Confirm({
  title,
  verb,
  isDanger = true,
  onYes,
  onNo,
  children,
}: {
  readonly title: string
  /** What the button does, such as "Delete". */
  readonly verb: string
  readonly isDanger?: boolean
  readonly onYes: () => void
  readonly onNo: () => void
  readonly children: ReactNode
}) {
  const text = useText(partsText)
  return (
    <Modal variant="small" isOpen onClose={onNo} aria-labelledby="confirm-title" aria-describedby="confirm-body">
      <ModalHeader title={title} labelId="confirm-title" {...(isDanger && { titleIconVariant: 'warning' as const })} />
      <ModalBody id="confirm-body">{children}</ModalBody>
      <ModalFooter>
        <Button variant={isDanger ? 'danger' : 'primary'} onClick={onYes}>
          {verb}
        </Button>
        <Button variant="link" onClick={onNo}>
          {text.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  )
}
