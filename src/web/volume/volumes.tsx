import { DatabaseIcon } from '@patternfly/react-icons/dist/esm/icons/database-icon'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VolumeCreateInput } from '../../model/volume.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { usePerform } from '../data/use-perform.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { Pools } from './pools.tsx'
import { VolumeTable } from './volume-table.tsx'

export function Volumes() {
  const text = useText(storeText)
  const daemon = useDaemon()
  const answer = useQuery(read.volumes(daemon))
  const [asked, setAsked] = useState<'empty' | 'import'>()
  return (
    <Screen
      title={text.volumes}
      lead={text.volumesLead}
      actions={
        <div className="app-inline">
          <ActButton isPrimary onClick={() => setAsked('empty')}>
            {text.createVolume}
          </ActButton>
          <ActButton onClick={() => setAsked('import')}>{text.import}</ActButton>
        </div>
      }
    >
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={text.noVolumes} icon={DatabaseIcon}>
              {text.noVolumesMeaning}
            </Nothing>
          ) : (
            <VolumeTable volumes={items} />
          )
        }
      </Answer>
      <Pools />
      {asked && <NewVolume kind={asked} close={() => setAsked(undefined)} />}
    </Screen>
  )
}

function NewVolume({ kind, close }: { readonly kind: 'empty' | 'import'; readonly close: () => void }) {
  const text = useText(storeText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const pools = useQuery(read.pools(daemon)).data?.items ?? []
  const formats = ['qcow2', 'raw'].map((value) => ({ value, label: value }))
  const isEmpty = kind === 'empty'
  return (
    <AskForm
      title={isEmpty ? text.createVolume : text.importVolume}
      verb={isEmpty ? text.create : text.import}
      questions={[
        { key: 'name', label: text.name, example: 'data' },
        isEmpty
          ? { key: 'size', label: text.size, example: '20GiB' }
          : { key: 'path', label: text.path, hint: text.pathHint, example: '/srv/disk.vmdk' },
        { key: 'format', label: text.format, options: formats },
        ...(pools.length > 1
          ? [
              {
                key: 'pool' as const,
                label: text.pool,
                options: pools.map(({ name }) => ({ value: name, label: name })),
              },
            ]
          : []),
      ]}
      onCancel={close}
      onAnswers={(answers) => {
        close()
        void perform(() => daemon.createVolume({ kind, ...answers } as VolumeCreateInput))
      }}
    />
  )
}
