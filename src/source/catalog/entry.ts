import type { Architecture } from '../../model/architecture.ts'
import type { Firmware } from '../../model/board.ts'

/** How the list of digests is signed, and with which keys. */
export type Signing = {
  /** `inline`: the list is a clear-signed message (RFC 9580, 7); else the file beside it that has the signature. */
  readonly by: 'inline' | { readonly file: string }
  /** Keyrings of the distribution as Debian packages have them, and the package; the first that is there is used. */
  readonly keyring: { readonly paths: readonly string[]; readonly package: string }
}

/** Where one file of a distribution lies for one architecture. Everything is below `folders`, the best first. */
export type Place = {
  readonly folders: readonly [string, ...string[]]
  /** Name of the file; `*` stands for digits and dots, and the newest such file is meant. */
  readonly file: string
  /** The file with its digest: SHA256SUMS and its like, in the form of GNU or BSD. */
  readonly list: string
  readonly signing?: Signing
}

/** What a distribution publishes under one name. */
export type CatalogEntry = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly os: string
  /** An installation medium; else a disk that cloud-init sets up. */
  readonly medium: boolean
  /** Whether the guest agent is in it. */
  readonly agent: boolean
  readonly boot: Partial<Record<Architecture, readonly Firmware[]>>
  readonly places: Partial<Record<Architecture, Place>>
}
