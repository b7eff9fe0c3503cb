import * as z from 'zod'
import { Architecture } from './architecture.ts'
import { Image, UnusedItem } from './image.ts'
import { Instance } from './instance.ts'
import { Operation } from './operation.ts'

/** A page of instances, each with the keys that were asked for. */
export const InstanceListing = z.strictObject({
  items: z.array(Instance.partial()),
  next: z.string().nullable().describe('cursor of the next page; null on the last'),
})
export type InstanceListing = z.infer<typeof InstanceListing>

/** Something that can be built here. */
export const ImageRecipe = z.strictObject({
  name: z.string(),
  aliases: z.array(z.string()).readonly(),
  summary: z.string(),
  architecture: Architecture,
  takesPackages: z.boolean().describe('more Debian packages can be installed in it'),
})
export type ImageRecipe = z.infer<typeof ImageRecipe>

/** Something that a distribution publishes, and that can be pulled by its name. */
export const CatalogImage = z.strictObject({
  name: z.string(),
  aliases: z.array(z.string()).readonly(),
  summary: z.string(),
  architecture: Architecture,
  medium: z.boolean().describe('an installation medium, for a drive'),
  from: z.string().describe('host that has it'),
})
export type CatalogImage = z.infer<typeof CatalogImage>

/** The images that are here, what can be built, and what can be pulled. */
export const ImageListing = z.strictObject({
  images: z.array(Image).readonly(),
  recipes: z.array(ImageRecipe).readonly(),
  catalog: z.array(CatalogImage).readonly(),
})
export type ImageListing = z.infer<typeof ImageListing>

/** What nothing needs, and what it takes. */
export const UnusedListing = z.strictObject({
  items: z.array(UnusedItem).readonly(),
  sizeBytes: z.int().nonnegative().describe('all of it together'),
})
export type UnusedListing = z.infer<typeof UnusedListing>

/** Newest first. */
export const OperationListing = z.strictObject({ items: z.array(Operation).readonly() })
export type OperationListing = z.infer<typeof OperationListing>
