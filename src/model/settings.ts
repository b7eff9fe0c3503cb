import * as z from 'zod'
import { formatPath } from './issue.ts'
import { Fault } from './fault.ts'
import { parseYaml } from './yaml-text.ts'

const Network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'an address such as 192.168.1.10, or a network such as 10.0.0.0/8',
})
const WebUrl = z.url({ protocol: /^https?$/, error: 'a URL with http or https' })

const Downloads = z.strictObject({
  allow: z.array(Network).default([]).describe('addresses and networks beside the public internet'),
  proxy: z
    .url({ protocol: /^http$/, error: 'a URL with http' })
    .optional()
    .describe('HTTP proxy for everything'),
  noProxy: z.array(z.string()).default([]).describe('hosts that are asked without the proxy'),
  mirrors: z.record(WebUrl, WebUrl).default({}).describe('beginnings of URLs, and what stands in their place'),
})

/** What a person sets for the daemon, in a file that is read at its start. Strict: an unknown key is an error. */
export const Settings = z.strictObject({
  downloads: Downloads.default({ allow: [], noProxy: [], mirrors: {} }),
  remotes: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/), WebUrl)
    .default({ images: 'https://images.linuxcontainers.org' })
    .describe('image servers (simplestreams) by the name that stands before the colon'),
})
export type Settings = z.infer<typeof Settings>

/** Without a file. */
export const standardSettings: Settings = Settings.parse({})

/** Throws daemon.settings-invalid, which says what is wrong with each key. */
export function parseSettings(text: string, file: string): Settings {
  const yaml = parseYaml(text)
  if (!yaml.ok) {
    const reasons = yaml.issues.map(({ line, column, message }) => `${line}:${column}: ${message}`)
    throw new Fault('daemon.settings-invalid', { file, reason: reasons.join('; ') })
  }
  const parsed = Settings.safeParse(yaml.value ?? {})
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`)
  throw new Fault('daemon.settings-invalid', { file, reason: reasons.join('; ') })
}
