import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import * as fc from 'fast-check'
import { asUser, isMachineUser, machinesGroup, nextUser } from '../../../../../src/engine/qemu/confine/machine-user.ts'
import { namedFiles, volumeFiles } from '../../../../../src/engine/qemu/confine/files-of.ts'
import { limitsOf } from '../../../../../src/engine/qemu/confine/limits.ts'
import { usual } from '../argv/plans.ts'

suite('the users of machines', () => {
  test('are numbers of nobody else, each given once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 31 - 1 })), (given) => {
        const next = nextUser(given)
        assert.ok(isMachineUser(next) && next !== machinesGroup && !given.includes(next))
      }),
    )
    assert.throws(() => nextUser([machinesGroup + 0xff_ffff]), /every number/)
    for (const id of [0, 1000, 65_534, machinesGroup]) assert.ok(!isMachineUser(id))
  })

  test('run their programs without any power, but for low ports where those are wanted', () => {
    const user = { setpriv: '/usr/bin/setpriv', uid: machinesGroup + 7, groups: [machinesGroup, 107] }
    const { file, args } = asUser(user, ['qemu-system-x86_64', '-S'])
    assert.equal(file, '/usr/bin/setpriv')
    assert.deepEqual(args.slice(-3), ['--', 'qemu-system-x86_64', '-S'])
    assert.ok(args.includes('--bounding-set=-all') && args.includes('--no-new-privs'))
    assert.ok(args.includes(`--groups=${machinesGroup},107`))
    assert.ok(asUser(user, ['passt'], true).args.includes('--ambient-caps=-all,+net_bind_service'))
    assert.deepEqual(asUser(undefined, ['passt', '-q']), { file: 'passt', args: ['-q'] })
  })
})

test('of a volume the newest layer is written, and what it stands on is read; its key is nobody else’s', () => {
  const layers = [{ path: '/a', keyFile: '/k' }, { path: '/b' }]
  assert.deepEqual(
    volumeFiles({ source: { layers }, readOnly: false }).map(({ path, wish, isKey }) => [path, wish, isKey]),
    [
      ['/a', 'write', false],
      ['/k', 'read', true],
      ['/b', 'read', false],
    ],
  )
  assert.equal(volumeFiles({ source: { layers }, readOnly: true })[0]?.wish, 'read')
})

test('what a person has named is looked at, with what it is wanted for', () => {
  const disks = [{ ...usual.disks[0], source: { kind: 'file', path: '/x.img', format: 'raw' }, readOnly: false }]
  const found = namedFiles({ ...usual, disks, cdrom: '/x.iso' } as typeof usual)
  assert.deepEqual(found, [
    { path: '/x.img', wish: 'write' },
    { path: '/x.iso', wish: 'read' },
  ])
})

test('limits leave room beside the memory of the guest', () => {
  const { memoryBytes, processes, processors } = limitsOf(usual)
  assert.ok(memoryBytes >= usual.memoryBytes + 2 ** 31)
  assert.ok(processes >= 512 && processors >= usual.cpus.count + 2)
})

test('limits leave room for what a guest can be given while it runs', () => {
  const largest = { ...usual, cpus: { ...usual.cpus, max: 8 }, memoryMaxBytes: 2 ** 35 }
  const { memoryBytes, processors } = limitsOf(largest)
  assert.ok(memoryBytes > 2 ** 35 && processors === 10)
})
