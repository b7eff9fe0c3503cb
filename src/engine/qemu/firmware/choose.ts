import * as z from 'zod'
import type { Architecture } from '../../../model/architecture.ts'

/** A UEFI firmware: its code, and the variables that a new machine begins with. */
export type UefiFirmware = { readonly code: string; readonly variables: string }

/** The part of a firmware descriptor that we need (QEMU, docs/interop/firmware.json). */
const Descriptor = z.object({
  'interface-types': z.array(z.string()),
  mapping: z.object({
    device: z.literal('flash'),
    mode: z.literal('split').optional(),
    executable: z.object({ filename: z.string(), format: z.literal('raw') }),
    'nvram-template': z.object({ filename: z.string(), format: z.literal('raw') }),
  }),
  targets: z.array(z.object({ architecture: z.string(), machines: z.array(z.string()) })),
  features: z.array(z.string()),
})

/** `plain` boots anything and needs nothing; `secure` boots only what is signed by keys that are in it already. */
export type UefiKind = 'plain' | 'secure'

const unwanted: Readonly<Record<UefiKind, readonly string[]>> = {
  plain: ['enrolled-keys', 'requires-smm', 'amd-sev-es', 'amd-sev-snp'],
  secure: ['amd-sev-es', 'amd-sev-snp'],
}
const wanted: Readonly<Record<UefiKind, readonly string[]>> = { plain: [], secure: ['secure-boot', 'enrolled-keys'] }

/** The boards, as descriptors begin their names, that we have UEFI for. */
const boards: Partial<Record<Architecture, string>> = { x86_64: 'pc-q35', aarch64: 'virt', arm: 'virt' }

/**
 * The first descriptor that fits and whose files are there, in the order given: by file name, as QEMU's format asks. Others
 * are passed over: Debian 12 describes a firmware for aarch64 that no package has.
 */
export async function chooseUefi(
  descriptors: readonly string[],
  architecture: Architecture,
  isThere: (path: string) => Promise<boolean>,
  kind: UefiKind = 'plain',
): Promise<UefiFirmware | undefined> {
  for (const text of descriptors) {
    const descriptor = parse(text)
    if (!descriptor || !fits(descriptor, architecture, kind)) continue
    const { executable, 'nvram-template': variables } = descriptor.mapping
    const found = { code: executable.filename, variables: variables.filename }
    if ((await isThere(found.code)) && (await isThere(found.variables))) return found
  }
  return undefined
}

function parse(text: string): z.infer<typeof Descriptor> | undefined {
  try {
    return Descriptor.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function fits(
  { 'interface-types': types, targets, features }: z.infer<typeof Descriptor>,
  architecture: Architecture,
  kind: UefiKind,
): boolean {
  const board = boards[architecture]
  return (
    board !== undefined &&
    types.includes('uefi') &&
    targets.some(
      (target) => target.architecture === architecture && target.machines.some((name) => name.startsWith(board)),
    ) &&
    wanted[kind].every((feature) => features.includes(feature)) &&
    !features.some((feature) => unwanted[kind].includes(feature))
  )
}
