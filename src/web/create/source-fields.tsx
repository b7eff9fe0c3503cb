import { FormGroup, Radio } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { isMapping, type RawSpec } from '../spec/draft.ts'
import { ChoiceField } from '../spec/fields.tsx'
import { useSpecForm } from '../spec/spec-context.ts'
import { createText } from '../text/create.ts'
import { useText } from '../text/use-text.ts'
import { DiskFileFields } from './disk-file-fields.tsx'
import { InstallFields } from './install-fields.tsx'
import { MediumField } from './medium-field.tsx'
import { VolumeField } from './volume-field.tsx'

const sources = ['image', 'medium', 'disk', 'volume', 'nothing'] as const
type Source = (typeof sources)[number]

/** What the new instance begins as. */
export function SourceFields() {
  const text = useText(createText)
  const { raw, change } = useSpecForm()
  const [asked, setAsked] = useState<Source>('image')
  const source = sourceOf(raw) ?? asked
  const choose = (next: Source) => {
    setAsked(next)
    change(begun(next, raw))
  }
  return (
    <>
      <FormGroup role="radiogroup" isInline label={text.from} fieldId="source">
        {sources.map((one) => (
          <Radio
            key={one}
            id={`source-${one}`}
            name="source"
            label={text.sources[one]}
            isChecked={source === one}
            onChange={() => choose(one)}
          />
        ))}
      </FormGroup>
      {source === 'image' && <ImageField />}
      {source === 'medium' && (
        <>
          <MediumField />
          <InstallFields />
        </>
      )}
      {source === 'disk' && <DiskFileFields />}
      {source === 'volume' && <VolumeField />}
      {source === 'nothing' && <p className="app-hint">{text.nothingHint}</p>}
    </>
  )
}

/** What the spec itself says; undefined while it leaves that open. */
function sourceOf(raw: RawSpec): Source | undefined {
  if (raw['image'] !== undefined) return 'image'
  const [first] = Array.isArray(raw['disks']) ? raw['disks'] : []
  if (isMapping(first) && 'file' in first) return 'disk'
  if (isMapping(first) && 'volume' in first) return 'volume'
  return raw['cdrom'] === undefined ? undefined : 'medium'
}

/** The rest of the spec stays; what belongs to the other sources goes. */
function begun(source: Source, raw: RawSpec): RawSpec {
  const { image: _, cdrom: __, boot: ___, disks: ____, install: _____, cloud, ...others } = raw
  const rest: RawSpec = { ...others, ...(cloud !== undefined && source === 'image' && { cloud }) }
  switch (source) {
    case 'medium':
      return { ...rest, disk: rest['disk'] ?? '20GiB', cdrom: '', boot: { once: 'cdrom' } }
    case 'disk':
      return { ...rest, disks: [{ file: '', format: 'qcow2' }] }
    case 'nothing':
      return { ...rest, disk: rest['disk'] ?? '20GiB' }
    case 'image':
    case 'volume':
      return rest
  }
}

/** The images that are here, and those that can be built. */
function ImageField() {
  const text = useText(createText)
  const daemon = useDaemon()
  const listing = useQuery(read.images(daemon)).data
  const disks = (listing?.images ?? []).filter(({ manifest }) => !manifest.files.some(({ role }) => role === 'cdrom'))
  const names: readonly string[] = disks.flatMap((image) => image.names)
  const recipes = (listing?.recipes ?? []).filter(({ name }) => !names.includes(name))
  const pulls = (listing?.catalog ?? []).filter(({ name, medium }) => !medium && !names.includes(name))
  const options = [
    ...names.map((name) => ({ value: name, label: `${name} (${text.here})` })),
    ...recipes.map(({ name, summary }) => ({ value: name, label: `${name}: ${summary} (${text.built})` })),
    ...pulls.map(({ name, summary }) => ({ value: name, label: `${name}: ${summary} (${text.pulled})` })),
  ]
  return <ChoiceField way={['image']} label={text.image} standard={text.choose} options={options} />
}
