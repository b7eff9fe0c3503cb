import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { TextField } from '../spec/fields.tsx'
import { createText } from '../text/create.ts'
import { useText } from '../text/use-text.ts'

/** The medium in the drive: a file of the host, or one of the images of media, here or in the catalog. */
export function MediumField() {
  const text = useText(createText)
  const daemon = useDaemon()
  const listing = useQuery(read.images(daemon)).data
  const here = (listing?.images ?? []).filter(({ manifest }) => manifest.files.some(({ role }) => role === 'cdrom'))
  const published = (listing?.catalog ?? []).filter(({ medium }) => medium)
  const names = [...here.flatMap((image) => image.names), ...published.map(({ name }) => name)]
  return (
    <TextField
      way={['cdrom']}
      id="medium"
      label={text.medium}
      hint={text.mediumHint}
      example="/srv/iso/debian-12.iso"
      suggestions={[...new Set<string>(names)]}
    />
  )
}
