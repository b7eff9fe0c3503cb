import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExplainedStep } from '../../src/model/explanation.ts'

const name = 'stroj-bench'

/** The same kernel and memory as a libvirt domain, where libvirt is installed and its daemon answers. */
export class LibvirtDomain {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static define(steps: readonly ExplainedStep[]): LibvirtDomain | undefined {
    if (!run('version').ok) return undefined
    const qemu = steps.at(-1)?.command ?? []
    // libvirt runs QEMU as a user of its own, who may not enter our folders.
    const folder = mkdtempSync(join(tmpdir(), 'libvirt-'))
    chmodSync(folder, 0o755)
    const [kernel, initrd, file] = ['kernel', 'initrd', 'domain.xml'].map((part) => join(folder, part)) as [
      string,
      string,
      string,
    ]
    copyFileSync(valueOf(qemu, '-kernel'), kernel)
    copyFileSync(valueOf(qemu, '-initrd'), initrd)
    writeFileSync(file, xml(kernel, initrd, valueOf(qemu, '-append')))
    run('undefine', name)
    const domain = new LibvirtDomain(folder)
    if (run('define', file).ok) return domain
    domain.undefine()
    return undefined
  }

  start(): void {
    const { ok, output } = run('start', name)
    if (!ok) throw new Error(output)
  }

  /** Stops it and writes all of its memory to a file, from which `restore` reads it. */
  save(): void {
    run('save', name, this.#saved)
  }

  restore(): void {
    const { ok, output } = run('restore', this.#saved)
    if (!ok) throw new Error(output)
  }

  get #saved(): string {
    return `/var/lib/libvirt/${name}.saved`
  }

  destroy(): void {
    run('destroy', name)
  }

  undefine(): void {
    run('undefine', name)
    rmSync(this.#folder, { recursive: true, force: true })
    rmSync(this.#saved, { force: true })
  }
}

function run(...words: readonly string[]): { readonly ok: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('virsh', ['-q', '-c', 'qemu:///system', ...words], { encoding: 'utf8' })
  return { ok: status === 0, output: `${stdout}${stderr}` }
}

function valueOf(command: readonly string[], option: string): string {
  return command[command.indexOf(option) + 1] ?? ''
}

function xml(kernel: string, initrd: string, append: string): string {
  return `<domain type='qemu'>
  <name>${name}</name>
  <memory unit='MiB'>256</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
    <kernel>${kernel}</kernel><initrd>${initrd}</initrd><cmdline>${append.replaceAll('&', '&amp;')}</cmdline>
  </os>
  <features><acpi/></features>
  <cpu mode='maximum'/>
  <devices>
    <serial type='pty'/>
    <interface type='user'><model type='virtio'/></interface>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <graphics type='vnc'/>
    <video><model type='vga'/></video>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
  </devices>
</domain>
`
}
