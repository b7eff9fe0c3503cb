import * as z from 'zod'

/** A UEFI firmware for q35: its code, and the variables that a new machine begins with. */
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

/** Firmware that boots only what is signed, or that needs a secure mode of the board. */
const unwanted = ['enrolled-keys', 'requires-smm', 'amd-sev-es', 'amd-sev-snp']

/** The first descriptor that fits, in the order given: by file name, as QEMU's format asks. Others are passed over. */
export function chooseUefi(descriptors: readonly string[], architecture: string): UefiFirmware | undefined {
  for (const text of descriptors) {
    const descriptor = parse(text)
    if (!descriptor || !fits(descriptor, architecture)) continue
    const { executable, 'nvram-template': variables } = descriptor.mapping
    return { code: executable.filename, variables: variables.filename }
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
  architecture: string,
): boolean {
  return (
    types.includes('uefi') &&
    targets.some(
      (target) => target.architecture === architecture && target.machines.some((name) => name.startsWith('pc-q35')),
    ) &&
    !features.some((feature) => unwanted.includes(feature))
  )
}
