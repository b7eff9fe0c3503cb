import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { newQcow2 } from '../../../../../src/disk/new-qcow2.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'

const mebibyte = 2 ** 20
const sizes = [mebibyte, 20 * 2 ** 30, 20 * 2 ** 30 + 512, 64 * 2 ** 40]

function qemuImg(...args: readonly string[]): string {
  return execFileSync('qemu-img', args, { encoding: 'utf8' })
}

for (const size of sizes) {
  test(`an empty disk of ${size} bytes is what qemu-img would make`, async () => {
    await using folder = await TempDir.make('overlay')
    const [ours, theirs] = [join(folder.path, 'ours'), join(folder.path, 'theirs')]
    await writeFile(ours, newQcow2(size, null))
    qemuImg('create', '-q', '-f', 'qcow2', theirs, String(size))
    qemuImg('check', '-q', '-f', 'qcow2', ours)
    const info = (path: string) => JSON.parse(qemuImg('info', '--output=json', '-f', 'qcow2', path))
    assert.equal(info(ours)['virtual-size'], size)
    assert.deepEqual(info(ours)['format-specific'], info(theirs)['format-specific'])
  })
}

for (const format of ['raw', 'qcow2'] as const) {
  test(`an overlay on a ${format} file reads as its base, and stays sound when it is written`, async () => {
    await using folder = await TempDir.make('overlay')
    const [base, overlay] = [join(folder.path, 'base'), join(folder.path, 'overlay')]
    qemuImg('create', '-q', '-f', format, base, '8M')
    execFileSync('qemu-io', ['-f', format, '-c', 'write -P 0x5a 1M 1M', base], { stdio: 'ignore' })
    await writeFile(overlay, newQcow2(16 * mebibyte, { path: base, format }))
    execFileSync('qemu-io', ['-f', 'qcow2', '-c', 'read -P 0x5a 1M 1M', '-c', 'write -P 0x11 12M 2M', overlay], {
      stdio: 'ignore',
    })
    qemuImg('check', '-q', '-f', 'qcow2', overlay)
    const info = JSON.parse(qemuImg('info', '--output=json', '-f', 'qcow2', overlay))
    assert.equal(info['backing-filename'], base)
    assert.equal(info['backing-filename-format'], format)
  })
}
