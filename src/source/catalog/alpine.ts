import { forEach, plainNames } from './architecture-names.ts'
import type { CatalogEntry } from './entry.ts'

/** A branch, and the release of it that is meant: its digests lie beside its files, without a list of all. */
const releases = [
  { branch: '3.20', release: '3.20.6' },
  { branch: '3.21', release: '3.21.2' },
  { branch: '3.22', release: '3.22.1' },
  { branch: '3.23', release: '3.23.4' },
] as const

const firmwares = { x86_64: 'bios', aarch64: 'uefi' } as const

export const alpineEntries: readonly CatalogEntry[] = releases.flatMap(({ branch, release }) => {
  const folder = `https://dl-cdn.alpinelinux.org/alpine/v${branch}/releases`
  return [
    {
      name: `alpine:${branch}`,
      aliases: branch === '3.23' ? ['alpine'] : [],
      summary: `Alpine Linux ${branch} as Alpine publishes it for clouds`,
      os: `alpine:${branch}`,
      medium: false,
      agent: false,
      boot: { x86_64: ['bios'], aarch64: ['uefi'] },
      places: forEach(plainNames, (arch, architecture) => {
        const file = `nocloud_alpine-${release}-${arch}-${firmwares[architecture]}-cloudinit-r0.qcow2`
        return { folders: [`${folder}/cloud/`], file, list: `${file}.sha512` }
      }),
    },
    {
      name: `alpine-virt:${branch}`,
      aliases: [],
      summary: `live and installation medium of Alpine Linux ${branch} for virtual machines`,
      os: `alpine:${branch}`,
      medium: true,
      agent: false,
      boot: { x86_64: ['bios', 'uefi'], aarch64: ['uefi'] },
      places: forEach(plainNames, (arch) => {
        const file = `alpine-virt-${release}-${arch}.iso`
        return { folders: [`${folder}/${arch}/`], file, list: `${file}.sha256` }
      }),
    },
  ] satisfies readonly CatalogEntry[]
})
