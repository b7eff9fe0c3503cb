import {
  Button,
  Checkbox,
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
import { type FormEvent, useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import type { SnapshotCreateInput } from '../../model/snapshot.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { partsText } from '../text/parts.ts'
import { snapshotText } from '../text/snapshot.ts'
import { useText } from '../text/use-text.ts'

/** Asks what a new snapshot shall keep. */
export function TakeSnapshot({ instance, close }: { readonly instance: Instance; readonly close: () => void }) {
  const text = useText(snapshotText)
  const { cancel } = useText(partsText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const isRunning = 'pid' in instance.state
  const [name, setName] = useState('')
  const [memory, setMemory] = useState(isRunning)
  const [leaveOut, setLeaveOut] = useState(false)
  const take = (event: FormEvent) => {
    event.preventDefault()
    close()
    const want = { ...(name.trim() !== '' && { name: name.trim() }), memory, leaveOut } as SnapshotCreateInput
    void perform(() => daemon.createSnapshot(instance.name, want))
  }
  return (
    <Modal variant="small" isOpen onClose={close} aria-labelledby="take-title">
      <ModalHeader title={text.take} labelId="take-title" />
      <ModalBody>
        <Form id="take" onSubmit={take}>
          <FormGroup label={text.name} fieldId="snapshot-name">
            <TextInput id="snapshot-name" value={name} onChange={(_, value) => setName(value)} />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>{text.nameHint}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          {isRunning && (
            <Checkbox
              id="snapshot-memory"
              label={text.memory}
              description={text.memoryHint}
              isChecked={memory}
              onChange={(_, isOn) => setMemory(isOn)}
            />
          )}
          <Checkbox
            id="snapshot-leave-out"
            label={text.leaveOut}
            isChecked={leaveOut}
            onChange={(_, isOn) => setLeaveOut(isOn)}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="take">
          {text.takeVerb}
        </Button>
        <Button variant="link" onClick={close}>
          {cancel}
        </Button>
      </ModalFooter>
    </Modal>
  )
}
