import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, test } from 'node:test'
import { instanceOf } from '../../../../src/facts/kvm/holders.ts'
import { readKvmDevice } from '../../../../src/facts/kvm/read-kvm-device.ts'
import { readOtherHypervisors } from '../../../../src/facts/kvm/read-other-hypervisors.ts'
import { isRoot } from '../../../../src/host/is-root.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { HostKvmDevice, OtherHypervisor } from '../../../../src/model/host/kvm.ts'

const signal = new AbortController().signal

describe('/dev/kvm', () => {
  test('is missing where there is none', async () => {
    await using root = await TempDir.make('facts')
    assert.deepEqual(await readKvmDevice(root.path, signal), {
      exists: false,
      owner: null,
      group: null,
      mode: null,
      acl: false,
      opening: 'missing',
      reason: null,
      holders: [],
    })
  })

  test('is told with its owner, its group, its mode and those who hold it', async () => {
    await using root = await rootWith({
      'etc/passwd': `anna:x:${process.getuid?.()}:1:::\n`,
      'etc/group': `kvm:x:${process.getgid?.()}:\n`,
      'dev/kvm': '',
    })
    await chmod(`${root.path}/dev/kvm`, 0o660)
    await addProcess(root.path, { pid: 1, name: 'init', open: ['/dev/null'] })
    const words = ['qemu-system-x86_64', '-name', 'stroj-abc-123', '-uuid', 'x']
    await addProcess(root.path, { pid: 40, name: 'qemu-system-x86', open: ['/dev/kvm', 'anon_inode:kvm-vm'], words })
    await addProcess(root.path, { pid: 41, name: 'firecracker', open: ['anon_inode:kvm-vcpu:0'] })
    const found = await readKvmDevice(root.path, signal)
    assert.deepEqual(HostKvmDevice.parse(found), {
      exists: true,
      owner: 'anna',
      group: 'kvm',
      mode: '0660',
      acl: false,
      opening: 'yes',
      reason: null,
      holders: [
        { pid: 40, program: 'qemu-system-x86', instance: 'abc-123' },
        { pid: 41, program: 'firecracker', instance: null },
      ],
    })
  })

  test('is held by nobody when its module says so, whatever else is open', async () => {
    await using root = await rootWith({ 'dev/kvm': '', 'sys/module/kvm_amd/refcnt': '0\n' })
    await addProcess(root.path, { pid: 40, name: 'qemu', open: ['/dev/kvm'] })
    assert.deepEqual((await readKvmDevice(root.path, signal)).holders, [])
    await writeFile(`${root.path}/sys/module/kvm_amd/refcnt`, '2\n')
    assert.equal((await readKvmDevice(root.path, signal)).holders.length, 1)
  })

  test('of an owner without a name is told by numbers', { skip: !isRoot() }, async () => {
    await using root = await rootWith({ 'dev/kvm': '' })
    await chown(`${root.path}/dev/kvm`, 4242, 4343)
    const { owner, group } = await readKvmDevice(root.path, signal)
    assert.deepEqual([owner, group], ['4242', '4343'])
  })

  test('that no driver stands behind does not open', { skip: !canMakeNodes() }, async () => {
    await using root = await rootWith({ 'dev/other': '' })
    // A character device of the numbers that are kept for experiments.
    execFileSync('mknod', [`${root.path}/dev/kvm`, 'c', '120', '77'])
    assert.equal((await readKvmDevice(root.path, signal)).opening, 'no-device')
  })

  test('is not asked for when nobody waits for the answer', async () => {
    await using root = await rootWith({ 'dev/kvm': '' })
    const reason = new Error('enough')
    await assert.rejects(readKvmDevice(root.path, AbortSignal.abort(reason)), reason)
  })
})

describe('other hypervisors', () => {
  test('are found by their modules, with the processes that run their guests', async () => {
    await using root = await rootWith({
      'proc/modules':
        'vboxnetflt 1 0 - Live 0x0\nvboxdrv 9 3 vboxnetflt, Live 0x0\nvboxguest 1 0 - Live 0x0\nvmmon 1 0 - Live 0x0\n',
      'proc/xen/capabilities': 'control_d\n',
    })
    await addProcess(root.path, { pid: 7, name: 'VBoxHeadless', open: ['/dev/vboxdrv'] })
    const found = await readOtherHypervisors(root.path)
    for (const each of found) OtherHypervisor.parse(each)
    assert.deepEqual(found, [
      {
        name: 'VirtualBox',
        modules: ['vboxnetflt', 'vboxdrv'],
        holders: [{ pid: 7, program: 'VBoxHeadless', instance: null }],
      },
      { name: 'VMware', modules: ['vmmon'], holders: [] },
      { name: 'Xen', modules: [], holders: [] },
    ])
  })

  test('are none in a guest of VirtualBox or Xen', async () => {
    await using root = await rootWith({ 'proc/modules': 'vboxguest 1 0 - Live 0x0\n', 'proc/xen/capabilities': '' })
    assert.deepEqual(await readOtherHypervisors(root.path), [])
  })
})

test('an instance is known by the name that its QEMU was given', () => {
  assert.equal(instanceOf(['qemu', '-name', 'stroj-x1,debug-threads=on']), 'x1')
  assert.equal(instanceOf(['qemu', '-name', 'web', '-uuid', 'stroj-x1']), null)
  assert.equal(instanceOf(['qemu', '-name']), null)
  assert.equal(instanceOf(['qemu', '-name', 'stroj-\u{1b}[31m']), null)
  assert.equal(instanceOf([]), null)
})

async function rootWith(files: Readonly<Record<string, string>>): Promise<TempDir> {
  const root = await TempDir.make('facts')
  for (const [name, text] of Object.entries(files)) await place(`${root.path}/${name}`, text)
  return root
}

type FakeProcess = {
  readonly pid: number
  readonly name: string
  readonly open: readonly string[]
  readonly words?: readonly string[]
}

async function addProcess(root: string, { pid, name, open, words = [name] }: FakeProcess): Promise<void> {
  const folder = `${root}/proc/${pid}`
  await place(`${folder}/comm`, `${name}\n`)
  await place(`${folder}/cmdline`, `${words.join('\0')}\0`)
  await mkdir(`${folder}/fd`)
  for (const [index, target] of open.entries()) await symlink(target, `${folder}/fd/${index}`)
}

async function place(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

/** Root of a container may not, and neither where /tmp is mounted without devices. */
function canMakeNodes(): boolean {
  const path = `/tmp/stroj-node-${process.pid}`
  try {
    execFileSync('mknod', [path, 'c', '1', '3'], { stdio: 'ignore' })
    execFileSync('dd', [`if=/dev/zero`, `of=${path}`, 'count=1', 'status=none', 'conv=notrunc'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    execFileSync('rm', ['-f', path])
  }
}
