import type { Instance, InstancePage } from '../model/instance.ts'
import type { InstanceListing } from '../model/listing.ts'
import type { InstanceField } from '../model/request.ts'

/** Only the wanted keys of each instance of a page; all of them when none are named. */
export function choose({ items, next }: InstancePage, fields: readonly InstanceField[] | undefined): InstanceListing {
  if (fields === undefined) return { items, next }
  const pick = (instance: Instance) => Object.fromEntries(fields.map((field) => [field, instance[field]]))
  return { items: items.map(pick), next }
}
