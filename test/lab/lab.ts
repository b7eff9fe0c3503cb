import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Home, type Outcome } from '../support/home.ts'
import { makeProjectDisk, mountPoint } from './project-disk.ts'

const minutes = 60_000
const root = join(import.meta.dirname, '../..')

/** What the host in the lab has installed besides a plain Debian; its kernel is the one of real computers. */
const packages = [
  'linux-image-amd64',
  'qemu-system-x86',
  'qemu-utils',
  'passt',
  'bubblewrap',
  'pciutils',
  'usbutils',
  'kmod',
  'nvme-cli',
  'sudo',
  'dbus-user-session',
]

/** Ordinary users of the lab: one who may use KVM, one who may not, one who is told about the group while logged in. */
const users = [['--groups', 'kvm', 'ana'], ['ivo'], ['mia']]

export type RunOptions = { readonly timeoutMs?: number; readonly stdin?: string }

/**
 * A host with hardware virtualization, an IOMMU and devices to give away, inside of a machine that stroj runs. The
 * processors are emulated, and so is their `svm`; all that stands on it is real.
 */
export class Lab implements AsyncDisposable {
  readonly #home: Home
  readonly #name: string

  private constructor(home: Home, name: string) {
    this.#home = home
    this.#name = name
  }

  /** The lab that the set-up of the tests has booted. */
  static async running(): Promise<Lab> {
    return new Lab(await Home.at(join(folder(), 'lab')), 'lab')
  }

  /** Makes what every lab needs: images, and the disk with the project as it is built now. */
  static async prepare(): Promise<void> {
    await mkdir(folder(), { recursive: true })
    await makeProjectDisk(projectDisk(), join((await homeOfImages()).path, 'state'))
    await buildImage(await Home.at(join(folder(), 'lab')))
  }

  /** Boots one from what was prepared. */
  static async boot(name: string, iommu: 'intel' | 'amd'): Promise<Lab> {
    const home = await Home.at(join(folder(), 'lab'))
    const image = await buildImage(home)
    await home.stroj(['rm', '--force', name])
    const nvme = join(folder(), `${name}-nvme.raw`)
    await writeFile(nvme, '')
    await truncate(nvme, 64 * 2 ** 20)
    const spec = JSON.stringify(specOf(image, iommu, nvme))
    await home.ok(['run', '--name', name, '--file', '-', '--detach'], { stdin: spec })
    const lab = new Lab(home, name)
    await lab.#setUp()
    return lab
  }

  async #setUp(): Promise<void> {
    const wait = ['exec', '--wait', '600', this.#name]
    await this.#home.ok([...wait, '--', 'mkdir', '-p', mountPoint], { timeoutMs: 12 * minutes })
    await this.ok(['mount', '-o', 'ro', '/dev/vdb', mountPoint])
    await this.ok(['modprobe', 'kvm_amd'])
    await this.#spareCard()
    for (const words of users) {
      await this.ok(['useradd', '--create-home', ...words])
      const name = words.at(-1) ?? ''
      await this.ok(['cp', '-r', '--no-target-directory', `${mountPoint}/home`, `/home/${name}/stroj`])
      await this.ok(['chown', '-R', `${name}:${name}`, `/home/${name}/stroj`])
    }
    await this.ok(['cp', '-r', '--no-target-directory', `${mountPoint}/home`, '/root/stroj'])
  }

  /** A card that the host has a driver for and no use. */
  async #spareCard(): Promise<void> {
    const unmanaged = '[Match]\nDriver=e1000e\n[Link]\nUnmanaged=yes\n'
    await this.ok(['tee', '/etc/systemd/network/10-spare.network'], { stdin: unmanaged })
    await this.ok(['networkctl', 'reload'])
    // However far the boot is: the card comes anew, and is left alone.
    for (const words of [[], ['--remove'], []]) await this.ok(['modprobe', ...words, 'e1000e'])
    await this.ok(['udevadm', 'settle', '--timeout=30'])
  }

  /** Runs a program in the lab as root, within five minutes by default: on a host that is busy the lab is slow. */
  async run(words: readonly string[], { timeoutMs = 5 * minutes, ...options }: RunOptions = {}): Promise<Outcome> {
    return await this.#home.stroj(['exec', this.#name, '--', ...words], { timeoutMs, ...options })
  }

  /** Its standard output; throws when it did not end well. */
  async ok(words: readonly string[], options: RunOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(words, options)
    if (code !== 0) throw new Error(`in the lab ${words.join(' ')} ended with ${code}:\n${stdout}${stderr}`)
    return stdout
  }

  /** stroj as root of the lab. */
  async stroj(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return await this.run(['env', 'HOME=/root', 'STROJ_HOME=/root/stroj', `${mountPoint}/stroj`, ...words], options)
  }

  /** stroj as one of the users, logged in just now, with the groups that the database tells. */
  async strojAs(user: string, words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return await this.run([...loginOf(user, '--init-groups'), ...words], options)
  }

  /** Standard output of `strojAs`, within five minutes; fails when it did not end well. */
  async okAs(user: string, ...words: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.strojAs(user, words)
    if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`)
    return stdout
  }

  /** The same in a login session that began before the user was put into any group. */
  async strojInOldSession(user: string, words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return await this.run([...loginOf(user, '--clear-groups'), ...words], options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#home.ok(['rm', '--force', this.#name])
  }

  /** Ends the daemon that runs the labs. */
  async close(): Promise<void> {
    await this.#home.ok(['daemon', 'stop'])
  }
}

function loginOf(user: string, groups: '--init-groups' | '--clear-groups'): readonly string[] {
  const home = `/home/${user}`
  const identity = ['setpriv', `--reuid=${user}`, `--regid=${user}`, groups]
  return [...identity, 'env', `HOME=${home}`, `STROJ_HOME=${home}/stroj`, `USER=${user}`, `${mountPoint}/stroj`]
}

/** Where the images of the lab are kept from one run to the next. */
function folder(): string {
  return process.env['STROJ_LAB'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'stroj-lab')
}

function projectDisk(): string {
  return join(folder(), 'project.raw')
}

/** A home with nothing but the images for guests in the lab, and no daemon. */
async function homeOfImages(): Promise<Home> {
  const home = await Home.at(join(folder(), 'images'))
  for (const image of ['tiny', 'debian']) await home.ok(['image', 'build', image], { timeoutMs: 15 * minutes })
  await home.ok(['daemon', 'stop'])
  return home
}

/** Its name changes with what it is made from. */
async function buildImage(home: Home): Promise<string> {
  const hash = createHash('sha256').update(packages.join())
  const sources = globSync('src/source/{apt,debian,disk}/**/*.*', { cwd: root }).map((file) => join(root, file))
  for (const file of sources.toSorted()) if ((await stat(file)).isFile()) hash.update(await readFile(file))
  const image = `lab:${hash.digest('hex').slice(0, 12)}`
  const words = packages.flatMap((name) => ['--package', name])
  await home.ok(['image', 'build', 'debian', '--name', image, ...words], { timeoutMs: 15 * minutes })
  return image
}

function specOf(image: string, iommu: 'intel' | 'amd', nvme: string): Readonly<Record<string, unknown>> {
  return {
    image,
    // Two were seen to stand still where the kernel patches its scheduler for the first guest of KVM (docs/design/lab.md).
    cpus: 1,
    memory: '4GiB',
    nested: true,
    iommu,
    kernelArguments: `${iommu === 'intel' ? 'intel_iommu=on' : 'iommu=pt'} mitigations=off`,
    disks: [
      { file: projectDisk(), format: 'raw', readOnly: true },
      { file: nvme, format: 'raw', bus: 'nvme', virtualFunctions: 2 },
    ],
    nics: [{ network: 'user' }, { network: 'isolated', model: 'e1000e' }],
  }
}
