import { DatabaseIcon } from '@patternfly/react-icons/dist/esm/icons/database-icon'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { RunningOperations } from '../operation/running-operations.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { NewVolume } from './new-volume.tsx'
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
      <RunningOperations noun="volume" />
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
