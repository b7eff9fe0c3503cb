import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'

/** A new pool, or the end of one. */
export type PoolWish = 'new' | { readonly name: string }

export function PoolQuestion({ wish, close }: { readonly wish: PoolWish; readonly close: () => void }) {
  const { name } = useText(storeText)
  const text = useText(volumeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const run = (work: () => Promise<unknown>) => {
    close()
    void perform(work)
  }
  if (wish !== 'new') {
    return (
      <Confirm
        title={text.deletePoolSure(wish.name)}
        verb={text.deletePool}
        onNo={close}
        onYes={() => run(() => daemon.deletePool(wish.name))}
      >
        {text.deletePoolMeaning}
      </Confirm>
    )
  }
  return (
    <AskForm
      title={text.createPool}
      lead={text.createPoolMeaning}
      verb={text.createPool}
      questions={[
        { key: 'name', label: name, example: 'fast' },
        { key: 'path', label: text.folder, example: '/srv/volumes' },
      ]}
      onCancel={close}
      onAnswers={(want) => run(() => daemon.createPool(want))}
    />
  )
}
