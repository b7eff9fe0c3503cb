import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { isMapping } from '../spec/draft.ts'
import { useKey } from '../spec/spec-context.ts'
import { createText } from '../text/create.ts'
import { useText } from '../text/use-text.ts'

/** A volume as the disk that is booted from. */
export function VolumeField() {
  const text = useText(createText)
  const daemon = useDaemon()
  const { value, set } = useKey(['disks'])
  const [first, ...others] = Array.isArray(value) ? value : []
  const volumes = useQuery(read.volumes(daemon)).data?.items ?? []
  const free = volumes.filter(({ usedBy, stoodOnBy }) => usedBy.length + stoodOnBy.length === 0)
  if (free.length === 0) return <p className="app-hint">{text.noVolumes}</p>
  return (
    <FormGroup label={text.volume} fieldId="volume">
      <FormSelect
        id="volume"
        value={isMapping(first) ? first['volume'] : ''}
        onChange={(_, volume) => set(volume === '' ? undefined : [{ volume }, ...others])}
      >
        <FormSelectOption value="" label={text.choose} />
        {free.map(({ name }) => (
          <FormSelectOption key={name} value={name} label={name} />
        ))}
      </FormSelect>
    </FormGroup>
  )
}
