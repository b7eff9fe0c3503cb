import * as z from 'zod'
import { Architecture } from './architecture.ts'
import { Image } from './image.ts'
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

/** The images that are here, and what can be built. */
export const ImageListing = z.strictObject({
  images: z.array(Image).readonly(),
  recipes: z.array(ImageRecipe).readonly(),
})
export type ImageListing = z.infer<typeof ImageListing>

/** Newest first. */
export const OperationListing = z.strictObject({ items: z.array(Operation).readonly() })
export type OperationListing = z.infer<typeof OperationListing>
