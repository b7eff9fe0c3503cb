import { bigEndian } from './fields.ts'
import { cutOff, damaged, type Objection } from './inspection.ts'
import type { Qcow2Header } from './qcow2-header.ts'

/** What the extensions of a qcow2 header say that matters here. */
export type Qcow2Extensions = {
  readonly dataFile: string | undefined
  readonly backingFormat: string | undefined
  readonly isEncrypted: boolean
  readonly objection: Objection | undefined
}

const names = { 0x44415441: 'dataFile', 0xe2792aca: 'backingFormat', 0x0537be77: 'encryption' } as const
type Name = (typeof names)[keyof typeof names]

/** Reads them all: they end with type 0, with the name of the backing file or with the first cluster, which is `head`. */
export function readQcow2Extensions(head: Uint8Array, header: Qcow2Header): Qcow2Extensions {
  const found = new Map<Name, string>()
  const objection = walk(head, header, (type, bytes) => {
    const name = (names as Readonly<Record<number, Name>>)[type]
    if (name !== undefined) found.set(name, new TextDecoder().decode(bytes))
  })
  return {
    dataFile: found.get('dataFile'),
    backingFormat: found.get('backingFormat'),
    isEncrypted: found.has('encryption'),
    objection,
  }
}

function walk(
  head: Uint8Array,
  { headerLength, clusterBits }: Qcow2Header,
  visit: (type: number, bytes: Uint8Array) => void,
): Objection | undefined {
  const { u32 } = bigEndian(head)
  const end = 2 ** clusterBits
  for (let at = headerLength; at + 8 <= end; ) {
    if (at + 8 > head.length) return cutOff('the header is not complete')
    const [type, length] = [u32(at), u32(at + 4)]
    if (type === 0) return undefined
    visit(type, head.subarray(at + 8, at + 8 + Math.min(length, 4096)))
    if (at + 8 + length > end) return damaged('an extension of its header is longer than the header may be')
    at += 8 + Math.ceil(length / 8) * 8
  }
  return undefined
}
