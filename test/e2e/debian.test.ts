import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { TempDir } from '../../src/host/temp-dir.ts'
import type { Volume } from '../../src/model/volume.ts'
import { Home } from '../support/home.ts'

const minutes = 60_000

before(
  async () => {
    const home = await Home.shared()
    await home.ok(['image', 'build', 'debian'], { timeoutMs: 15 * minutes })
  },
  { timeout: 16 * minutes },
)

test('Debian boots to its shell, runs a command and is gone', async () => {
  await using home = await Home.shared()
  const words = ['run', 'debian', '--rm', '--', 'cat', '/etc/os-release']
  const { code, stdout, stderr } = await home.stroj(words, { timeoutMs: 5 * minutes })
  assert.equal(code, 0, stderr)
  assert.match(stdout, /^PRETTY_NAME="Debian GNU\/Linux 12 \(bookworm\)"$/m)
})

for (const firmware of ['bios', 'uefi']) {
  test(`Debian boots from its disk with ${firmware}, on a disk that has grown`, async () => {
    await using home = await Home.shared()
    const words = ['run', 'debian', '--rm', '--firmware', firmware, '--disk', '12GiB', '--cpus', '2', '--']
    const script =
      'systemctl is-system-running --wait > /dev/null; test -d /sys/firmware/efi && echo uefi || echo bios; df --output=size -BG / | tail -1; nproc'
    const { code, stdout, stderr } = await home.stroj([...words, 'sh', '-c', script], { timeoutMs: 8 * minutes })
    assert.equal(code, 0, stderr)
    const [booted, size, processors] = stdout.trim().split('\n')
    assert.equal(booted, firmware)
    assert.ok(Number.parseInt(size ?? '0', 10) > 10, `the root file system has ${size}`)
    assert.equal(processors, '2')
  })
}

test('file systems of a guest grow with their volumes while it uses them, on whole disks and on partitions', async () => {
  await using home = await Home.shared()
  const inGuest = (script: string) => home.ok(['exec', 'grow', '--', 'sh', '-ec', script], { timeoutMs: 5 * minutes })
  const table = { vdb: '', vdc: 'label: dos', vdd: 'label: gpt' }
  const names = ['whole', 'dos', 'gpt']
  for (const name of names) await home.ok(['volume', 'create', name, '--size', '64MiB'])
  const disks = `disks=[${names.map((name) => `{volume: ${name}}`).join(', ')}]`
  await home.ok(['run', 'debian', '--name', 'grow', '-d', '--set', disks], { timeoutMs: 5 * minutes })
  const sizes: string[] = []
  for (const [at, [disk, label]] of Object.entries(table).entries()) {
    const part = label === '' ? disk : `${disk}1`
    const cut = label === '' ? '' : `printf '${label}\\n,\\n' | sfdisk -q /dev/${disk}; udevadm settle;`
    await inGuest(`${cut} mkfs.ext4 -q /dev/${part}; mkdir -p /mnt/${disk}; mount /dev/${part} /mnt/${disk}`)
    await inGuest(`echo kept > /mnt/${disk}/file`)
    const { stderr } = await home.stroj(['volume', 'resize', names[at] ?? '', '256MiB'], { timeoutMs: 2 * minutes })
    assert.match(stderr, new RegExp(`its ext4 on /dev/${part} was grown`))
    sizes.push(await inGuest(`df --output=size -BM /mnt/${disk} | tail -1; cat /mnt/${disk}/file`))
  }
  for (const size of sizes) {
    assert.ok(Number.parseInt(size, 10) > 200, size)
    assert.match(size, /kept/)
  }
  await home.ok(['rm', '--force', 'grow'])
  await home.ok(['volume', 'rm', ...names])
})

test('a disk from elsewhere is told by what its Linux can boot from, and boots from that', async () => {
  await using home = await Home.shared()
  await using folder = await TempDir.make('stroj-old')
  const images = await home.json<readonly { digest: string; names: readonly string[] }[]>(['image', 'ls'])
  const digest = images.find(({ names }) => names.includes('debian:12'))?.digest.replace('sha256:', '') ?? ''
  const image = join(home.path, 'state/images', digest, 'disk.qcow2')
  const drivers = async (file: string, name: string) => {
    await home.ok(['volume', 'import', file, '--name', name], { timeoutMs: 3 * minutes })
    return (await home.json<Volume>(['volume', 'show', name])).drivers
  }
  const whole = await drivers(image, 'whole')
  assert.deepEqual([whole?.virtio, whole?.bus], ['yes', 'virtio'])

  const raw = join(folder.path, 'old.raw')
  execFileSync('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', image, raw])
  withoutVirtio(raw, folder.path)
  const old = await drivers(raw, 'old')
  assert.deepEqual([old?.virtio, old?.bus], ['no', 'nvme'])
  const spec = join(folder.path, 'old.yaml')
  writeFileSync(spec, 'arch: x86_64\nfirmware: bios\ndisks: [{ volume: old, bus: nvme }]\n')
  await home.ok(['create', '-f', spec, '--name', 'old'])
  await home.ok(['start', 'old'])
  const root = await home.ok(['exec', 'old', '--wait', '240s', '--', 'findmnt', '-no', 'SOURCE', '/'], {
    timeoutMs: 5 * minutes,
  })
  assert.match(root, /^\/dev\/nvme0n1p1/)
  await home.ok(['rm', '--force', 'old'])
  await home.ok(['volume', 'rm', 'whole', 'old'])
})

/** Takes the drivers for virtio disks out of the initramfs on a raw disk, as if it had been made on other hardware. */
function withoutVirtio(disk: string, folder: string): void {
  const head = execFileSync('head', ['-c', '1152', disk])
  const start = head.readBigUInt64LE(1024 + 32) * 512n
  const part = `${disk}?offset=${start}`
  const debugfs = (...words: readonly string[]) => execFileSync('debugfs', [...words, part], { encoding: 'utf8' })
  const name = /initrd\.img-[\w.+~-]+/.exec(debugfs('-R', 'ls -p /boot'))?.[0] ?? ''
  debugfs('-R', `dump /boot/${name} ${folder}/before`)
  const script = `mkdir tree && cd tree && zcat ../before | cpio -id --quiet && rm virtio_blk.ko virtio_scsi.ko &&
    find . | cpio -o -H newc --quiet | gzip > ../after`
  execFileSync('sh', ['-ec', script], { cwd: folder })
  debugfs('-w', '-R', `rm /boot/${name}`)
  debugfs('-w', '-R', `write ${folder}/after /boot/${name}`)
}

test('two machines of one image have different identities and their own disks', async () => {
  await using home = await Home.shared()
  const script = 'cat /etc/machine-id; cat /proc/sys/kernel/random/boot_id; touch /only-here; ls / | grep -c only-here'
  const one = () => home.ok(['run', 'debian', '--rm', '--', 'sh', '-c', script], { timeoutMs: 5 * minutes })
  const [first, second] = [await one(), await one()]
  assert.notEqual(first.split('\n')[0], second.split('\n')[0])
  assert.equal(second.trim().split('\n').at(-1), '1')
})
