import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import type { NewToken } from '../../model/access.ts'
import { Commands } from '../parts/commands.tsx'
import { settingsText } from '../text/settings.ts'
import { useText } from '../text/use-text.ts'

/** The only time that the secret of a token is seen. */
export function Secret({ made: { token, secret }, close }: { readonly made: NewToken; readonly close: () => void }) {
  const text = useText(settingsText)
  return (
    <Modal variant="small" isOpen aria-labelledby="secret-title">
      <ModalHeader title={text.secret(token.name)} labelId="secret-title" description={text.secretOnce} />
      <ModalBody>
        <Commands commands={[secret]} />
      </ModalBody>
      <ModalFooter>
        <Button onClick={close}>{text.done}</Button>
      </ModalFooter>
    </Modal>
  )
}
