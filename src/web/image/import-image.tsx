import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'

/** Takes a disk file of the host in as an image. */
export function ImportImage({ close }: { readonly close: () => void }) {
  const text = useText(storeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  return (
    <AskForm
      title={text.importImage}
      verb={text.import}
      questions={[
        { key: 'path', label: text.path, hint: text.pathHint, example: '/srv/debian.qcow2' },
        { key: 'name', label: text.name, example: 'debian:mine' },
      ]}
      onCancel={close}
      onAnswers={({ path, name }) => {
        close()
        void perform(() => daemon.createImage({ kind: 'import', path, name }))
      }}
    />
  )
}
