import type { InstallSystem } from './spec-install.ts'

/** What was found on a medium: its volume id, and where those of the files lie that were looked for. */
export type InstallMedium = {
  readonly path: string
  readonly volume: string
  readonly files: ReadonlyMap<string, { readonly offset: number; readonly sizeBytes: number }>
}

/** A volume id as somebody knows it, with the family of its system. */
export type KnownMedium = { readonly volume: RegExp; readonly system: InstallSystem }
