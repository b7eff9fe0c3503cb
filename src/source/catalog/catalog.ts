import type { Architecture } from '../../model/architecture.ts'
import type { CatalogImage } from '../../model/listing.ts'
import { alpineEntries } from './alpine.ts'
import { archEntries } from './arch.ts'
import { debianEntries } from './debian.ts'
import type { CatalogEntry, Place } from './entry.ts'
import { fedoraEntries } from './fedora.ts'
import { ubuntuEntries } from './ubuntu.ts'

/** An entry for one architecture. */
export type Publication = CatalogImage & { readonly entry: CatalogEntry; readonly place: Place }

const entries: readonly CatalogEntry[] = [
  ...debianEntries,
  ...ubuntuEntries,
  ...fedoraEntries,
  ...archEntries,
  ...alpineEntries,
]

/** Everything that can be pulled by name. What is not for this host's architecture has that in its name: `ubuntu:24.04-aarch64`. */
export function publications(own: Architecture): readonly Publication[] {
  return entries.flatMap((entry) =>
    (Object.entries(entry.places) as [Architecture, Place][]).map(([architecture, place]) =>
      publication(entry, architecture, place, own),
    ),
  )
}

function publication(entry: CatalogEntry, architecture: Architecture, place: Place, own: Architecture): Publication {
  const isOwn = architecture === own
  return {
    name: isOwn ? entry.name : `${entry.name}-${architecture}`,
    aliases: isOwn ? entry.aliases : [],
    summary: entry.summary,
    architecture,
    medium: entry.medium,
    from: new URL(place.folders[0]).host,
    entry,
    place,
  }
}
