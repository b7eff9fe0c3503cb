import { removed, secretsIn } from './secret-forms.ts'
import { hiddenKernelWords, hideKernelWords } from './hide-kernel-words.ts'

/** Texts of a spec that cannot hold a secret. Any other is taken out, so that a new key is before somebody has judged it. */
const told: ReadonlySet<string> = new Set([
  'engine',
  'arch',
  'image',
  'cpus.model',
  'cpus.features',
  'iommu',
  'disks.format',
  'disks.volume',
  'disks.bus',
  'nics.network',
  'nics.model',
  'nics.device',
  'nics.mac',
  'nics.forward.address',
  'nics.forward.protocol',
  'hostdevs.pci',
  'hostdevs.usb',
  'cloud.user',
  'cloud.packages',
  'install.system',
  'install.user',
  'install.hostname',
  'install.locale',
  'install.keyboard',
  'install.timezone',
  'install.layout',
  'install.packages',
  'boot.order',
  'boot.once',
  'firmware',
  'os',
  'machine',
  'accel',
  'restart',
])

/** Paths of files, which are told; or URLs, of which only the host is. */
const places: ReadonlySet<string> = new Set([
  'cdrom',
  'disks.file',
  'install.drivers',
  'install.mirror',
  'boot.installer.kernel',
  'boot.installer.initrd',
])

const kernelWords: ReadonlySet<string> = new Set(['kernelArguments', 'boot.installer.arguments'])

/** A value without its secrets, and these. */
export type Hidden = { readonly value: unknown; readonly secrets: readonly string[] }

/** A spec, or what is at `path` in one, such as `cloud.run`. */
export function hideSpec(value: unknown, path = ''): Hidden {
  if (typeof value === 'string') return hideText(value, path)
  if (Array.isArray(value)) {
    const items = value.map((item) => hideSpec(item, path))
    return { value: items.map((item) => item.value), secrets: items.flatMap(({ secrets }) => secrets) }
  }
  if (typeof value !== 'object' || value === null) return { value, secrets: [] }
  const fields = Object.entries(value).map(
    ([key, field]) => [key, hideSpec(field, path === '' ? key : `${path}.${key}`)] as const,
  )
  return {
    value: Object.fromEntries(fields.map(([key, field]) => [key, field.value])),
    secrets: fields.flatMap(([, { secrets }]) => secrets),
  }
}

function hideText(text: string, path: string): Hidden {
  if (told.has(path)) return { value: text, secrets: [] }
  if (kernelWords.has(path)) {
    return { value: hideKernelWords(text), secrets: hiddenKernelWords(text).flatMap(secretsIn) }
  }
  if (places.has(path)) return hidePlace(text)
  return { value: removed, secrets: secretsIn(text) }
}

/** The rest of a URL can be a secret in each of its parts. */
function hidePlace(text: string): Hidden {
  const [, scheme, authority = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/*)([^/]*)(.*)$/is.exec(text) ?? []
  if (scheme === undefined) return { value: text, secrets: [] }
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const user = authority.slice(0, Math.max(0, authority.length - host.length - 1))
  return { value: `${scheme}${host}${rest === '' ? '' : `/${removed}`}`, secrets: [user, rest].flatMap(secretsIn) }
}
