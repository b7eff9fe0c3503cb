import * as z from 'zod'
import { run } from '../../../host/run.ts'

/** How long ip(8) may take, in milliseconds. */
const timeoutMs = 10_000

/** `ip link` as it sets the hardware address that a virtual function shows to its guest (ip-link(8)). */
export function setMacCommand(name: string, index: string, mac: string): readonly [string, ...string[]] {
  return ['ip', 'link', 'set', 'dev', name, 'vf', index, 'mac', mac]
}

export async function setMac(name: string, index: number, mac: string, signal: AbortSignal): Promise<void> {
  const [file, ...args] = setMacCommand(name, String(index), mac)
  await run(file, args, { signal, timeoutMs })
}

const Links = z.array(
  z.object({
    vfinfo_list: z
      .array(z.object({ vf: z.int(), address: z.string().optional(), mac: z.string().optional() }))
      .optional(),
  }),
)

/** The address that the card has for a virtual function; null when it does not tell. */
export async function readMac(name: string, index: number, signal: AbortSignal): Promise<string | null> {
  const { stdout } = await run('ip', ['-json', 'link', 'show', 'dev', name], { signal, timeoutMs })
  return macFrom(stdout, index)
}

/** From the JSON of `ip -json link show`. Older versions of iproute2 call the address `mac`. */
export function macFrom(json: string, index: number): string | null {
  const [link] = Links.parse(JSON.parse(json))
  const found = link?.vfinfo_list?.find(({ vf }) => vf === index)
  return found?.address ?? found?.mac ?? null
}
