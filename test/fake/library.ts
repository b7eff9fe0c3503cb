import type { Build, ImageLibrary, Leftover, StagedImage } from '../../src/contract/image-source.ts'
import type { CatalogImage } from '../../src/model/listing.ts'
import { Fault } from '../../src/model/fault.ts'
import type { ImageManifest } from '../../src/model/image.ts'
import type { InstallMedium, KnownMedium } from '../../src/model/install-medium.ts'
import { ImageDigest } from '../../src/model/name.ts'

/** Images without bytes, for tests of what stands above the library. */
export class FakeLibrary implements ImageLibrary {
  readonly placed = new Set<string>()
  /** While set, builds wait for it or for their abort. */
  gate: Promise<void> | undefined
  #builds = 0

  recipes(): ReturnType<ImageLibrary['recipes']> {
    return [
      { name: 'debian:12', aliases: ['debian'], summary: 'Debian 12', architecture: 'x86_64', takesPackages: true },
      { name: 'tiny', aliases: [], summary: 'a kernel and busybox', architecture: 'x86_64', takesPackages: false },
      { name: 'tiny:riscv64', aliases: [], summary: 'the same', architecture: 'riscv64', takesPackages: false },
    ]
  }

  async build(
    { recipe, packages }: Build,
    operation: string,
    report: (phase: string) => void,
    signal: AbortSignal,
  ): Promise<StagedImage> {
    report(`building ${recipe}`)
    signal.throwIfAborted()
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    })
    if (this.gate) await Promise.race([this.gate, aborted])
    this.#builds += 1
    return stagedImage([recipe, ...packages].join(' '), this.#builds, operation)
  }

  async importFile({ path }: { readonly path: string }, operation: string): Promise<StagedImage> {
    if (path.includes('backing')) throw new Fault('image.refused', { path, reason: 'it has a backing file' })
    return stagedImage(path, 999, operation)
  }

  catalog(): readonly CatalogImage[] {
    const from = 'example.org'
    const ubuntu = { summary: 'Ubuntu', medium: false, from } as const
    return [
      { ...ubuntu, name: 'ubuntu:24.04', aliases: ['ubuntu'], architecture: 'x86_64' },
      { ...ubuntu, name: 'ubuntu:24.04-aarch64', aliases: [], architecture: 'aarch64' },
      { name: 'netinst:12', aliases: [], summary: 'a medium', architecture: 'x86_64', medium: true, from },
    ]
  }

  async pull({ from }: { readonly from: string }, operation: string): Promise<StagedImage> {
    this.#builds += 1
    return stagedImage(from, this.#builds, operation)
  }

  async readMedium(path: string): Promise<InstallMedium | undefined> {
    const extent = { offset: 2048, sizeBytes: 2048 }
    const files = new Map(['install.amd/vmlinuz', 'install.amd/initrd.gz'].map((name) => [name, extent] as const))
    return path.includes('debian') ? { path, volume: 'Debian 12.5.0 amd64 n', files } : undefined
  }

  async knownMedia(): Promise<readonly KnownMedium[]> {
    return []
  }

  async requireUsable({ path }: { readonly path: string }): Promise<void> {
    if (path.includes('missing')) throw new Fault('instance.disk-file-missing', { file: path, reason: 'there is none' })
  }

  async place({ digest }: StagedImage): Promise<void> {
    this.placed.add(digest)
  }

  async remove(digest: ImageDigest): Promise<void> {
    this.placed.delete(digest)
  }

  path(digest: ImageDigest, fileName: string): string {
    return `/images/${digest}/${fileName}`
  }

  readonly lying: Leftover[] = []

  async leftovers(): Promise<readonly Leftover[]> {
    return this.lying
  }

  async removeLeftover(leftover: Leftover): Promise<void> {
    this.lying.splice(this.lying.indexOf(leftover), 1)
  }

  async removeStagings(): Promise<void> {}
}

function stagedImage(from: string, number: number, operation: string): StagedImage {
  const hex = number.toString(16).padStart(64, '0')
  const isMedium = from.startsWith('netinst')
  const manifest: ImageManifest = {
    version: 1,
    files: isMedium
      ? [{ role: 'cdrom', name: 'medium.iso', format: 'raw', sizeBytes: 1010, sha256: hex }]
      : [
          { role: 'disk', name: 'disk.qcow2', format: 'qcow2', sizeBytes: 1000, sha256: hex },
          { role: 'kernel', name: 'vmlinuz', format: 'raw', sizeBytes: 10, sha256: hex },
        ],
    virtualSizeBytes: 2 ** 30,
    os: from,
    architecture: from.endsWith(':riscv64') ? 'riscv64' : 'x86_64',
    boot: ['direct', 'bios', 'uefi'],
    kernelArguments: 'root=/dev/vda1',
    agent: !from.startsWith('tiny'),
    shell: true,
    source: { kind: 'built', from },
  }
  return { manifest, digest: ImageDigest.parse(`sha256:${hex}`), staging: `/images/.staging/${operation}` }
}
