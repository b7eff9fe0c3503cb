import type { Catalogue, FaultCode } from '../../../model/fault-catalogue.ts'

type Details<C extends FaultCode> = Parameters<Catalogue[C]['text']>[0]

type HintDetails<C extends FaultCode> = Catalogue[C] extends { readonly hint: (details: infer D) => string }
  ? D & Details<C>
  : Details<C>

/** A fault in Croatian, with the details of the English one. */
export type Words<C extends FaultCode> = {
  readonly text: (details: Details<C>) => string
  readonly hint?: (details: HintDetails<C>) => string
}

/** Faults of a part. */
export type CroatianFaults = { readonly [C in FaultCode]?: Words<C> }

export const meant = (near: string | undefined) => (near === undefined ? '' : ` Jeste li mislili „${near}”?`)
