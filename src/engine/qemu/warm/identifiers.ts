import type { IdentityPlace } from '../../../model/warm.ts'

type Form = IdentityPlace['form']
type Which = IdentityPlace['which']

/**
 * How the identifiers of a guest are written in its memory. Of those that are names of files, too, only the bytes are looked for:
 * a name that changed under a file system would not be found again.
 */
export const formsOf: Readonly<Record<Which, readonly Form[]>> = {
  uuid: ['bytes', 'firmware', 'dashed', 'capitals'],
  boot: ['bytes'],
  machine: ['bytes'],
  bus: ['bytes', 'hex'],
}

/** An identifier of 32 hex digits as it is written. `firmware`: its first three fields are little-endian (SMBIOS 3.6, 7.2.1). */
export function identifierBytes(hex: string, form: Form): Uint8Array {
  const bytes = Buffer.from(hex, 'hex')
  switch (form) {
    case 'bytes':
      return bytes
    case 'firmware':
      return Buffer.concat([
        bytes.subarray(0, 4).toReversed(),
        bytes.subarray(4, 6).toReversed(),
        bytes.subarray(6, 8).toReversed(),
        bytes.subarray(8),
      ])
    case 'hex':
      return Buffer.from(hex)
    case 'dashed':
      return Buffer.from(dashed(hex))
    case 'capitals':
      return Buffer.from(dashed(hex).toUpperCase())
  }
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
