import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { usePerform } from '../data/use-perform.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Choice } from '../parts/choice.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'

/** Gives a volume that nobody uses to an instance, at once when that runs. */
export function AttachVolume({ name }: { readonly name: string }) {
  const { page } = useText(instanceText)
  const daemon = useDaemon()
  const { perform, busy } = usePerform()
  const [chosen, setChosen] = useState('')
  const volumes = useQuery(read.volumes(daemon)).data?.items ?? []
  const free = volumes.filter(({ usedBy, stoodOnBy }) => usedBy.length + stoodOnBy.length === 0)
  if (free.length === 0) return <p className="app-hint app-gap">{page.noFreeVolume}</p>
  const volume = free.find((one) => one.name === chosen) ?? free[0]
  if (volume === undefined) return null
  return (
    <div className="app-inline app-gap">
      <Choice
        name={page.volume}
        value={volume.name}
        options={free.map((one) => ({ value: one.name, label: one.name }))}
        onChoose={setChosen}
      />
      <ActButton isBusy={busy} onClick={() => void perform(() => daemon.attachVolume(volume.name, { instance: name }))}>
        {page.attach}
      </ActButton>
    </div>
  )
}
