import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Assignment, parseAssignment, patchOf } from '../../../../src/cli/spec/assignment.ts'
import { type SpecOptions, wantedFrom } from '../../../../src/cli/spec/from-options.ts'
import { specKeys } from '../../../../src/cli/spec/keys.ts'
import { wantedFromFile } from '../../../../src/cli/spec/read-file.ts'
import { UsageError } from '../../../../src/cli/usage-error.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { writeWhole } from '../../../../src/host/files.ts'
import { keysAt } from '../../../../src/model/schema-keys.ts'
import { InstanceSpec } from '../../../../src/model/spec.ts'

describe('a change of a spec', () => {
  const cases: readonly (readonly [text: string, path: readonly string[], value: unknown])[] = [
    ['cpus=2', ['cpus'], 2],
    ['memory=2GiB', ['memory'], '2GiB'],
    ['autostart=true', ['autostart'], true],
    ['cdrom=', ['cdrom'], null],
    ['cdrom=null', ['cdrom'], null],
    ['boot.once=cdrom', ['boot', 'once'], 'cdrom'],
    ['boot.order=[disk, cdrom]', ['boot', 'order'], ['disk', 'cdrom']],
    ['image=debian:12', ['image'], 'debian:12'],
    ['labels.tier=1', ['labels', 'tier'], '1'],
    ['labels.example.org/tier=true', ['labels', 'example.org/tier'], 'true'],
    ['nics=[{forward: ["8080:80"]}]', ['nics'], [{ forward: ['8080:80'] }]],
    ['cdrom=/srv/a=b.iso', ['cdrom'], '/srv/a=b.iso'],
    ['cpus.topology={sockets: 1, cores: 2}', ['cpus', 'topology'], { sockets: 1, cores: 2 }],
  ]
  for (const [text, path, value] of cases) {
    test(text, async () => assert.deepEqual(await parseAssignment(text), { path, value }))
  }

  const bad: readonly (readonly [text: string, message: RegExp])[] = [
    ['cpus', /"cpus" is no change/],
    ['=2', /is no change/],
    ['memroy=1GiB', /no key "memroy"\. Did you mean "memory"\?/],
    ['boot.onec=disk', /no key "boot\.onec"\. Did you mean "boot\.once"\?/],
  ]
  for (const [text, message] of bad) {
    test(`${text} is refused`, async () => {
      await assert.rejects(parseAssignment(text), (error) => error instanceof UsageError && message.test(error.message))
    })
  }

  test('broken YAML is refused by the spec', async () => {
    await assert.rejects(parseAssignment('boot.order=[disk'), { code: 'spec.invalid' })
  })

  test('several changes become one patch, the last one winning', () => {
    const at = (path: string, value: unknown): Assignment => ({ path: path.split('.'), value })
    assert.deepEqual(patchOf([at('cpus', 1), at('boot.once', 'disk'), at('boot.order', ['disk']), at('cpus', 2)]), {
      cpus: 2,
      boot: { once: 'disk', order: ['disk'] },
    })
  })
})

test('the keys that are completed are those of the schema', () => {
  const top = keysAt(InstanceSpec, [])
  const all = top.flatMap((key) => [
    key,
    ...(['cpus', 'boot', 'console', 'cloud', 'snapshots', 'park', 'install'].includes(key)
      ? keysAt(InstanceSpec, [key]).map((inner) => `${key}.${inner}`)
      : []),
  ])
  assert.deepEqual(Object.keys(specKeys).toSorted(), all.toSorted())
  for (const [key, values] of Object.entries(specKeys)) {
    for (const value of values) {
      const spec = patchOf([
        { path: key.split('.'), value: value === 'true' ? true : value === 'false' ? false : value },
      ])
      const found = InstanceSpec.safeParse({ image: 'debian', nics: [{}], cdrom: '/x', ...spec })
      const aboutIt = found.error?.issues.filter(({ code }) => code === 'invalid_value') ?? []
      assert.deepEqual(aboutIt, [], `${key}=${value}`)
    }
  }
})

const none: SpecOptions = {
  image: undefined,
  name: undefined,
  file: undefined,
  arch: undefined,
  cpus: undefined,
  nested: false,
  memory: undefined,
  disk: undefined,
  cdrom: undefined,
  installer: undefined,
  install: undefined,
  installPassword: false,
  forward: [],
  hostdev: [],
  firmware: undefined,
  machine: undefined,
  accel: undefined,
  label: [],
  lifetime: undefined,
  set: [],
}

describe('options for a new instance', () => {
  const wanted = (options: Partial<SpecOptions>, file?: Parameters<typeof wantedFrom>[1]) =>
    wantedFrom({ ...none, ...options }, file, new AbortController().signal)

  test('become a spec that the daemon accepts', async () => {
    const { name, spec } = await wanted({
      image: 'debian',
      name: 'web',
      cpus: '2',
      nested: true,
      memory: '2GiB',
      forward: ['8080:80', '127.0.0.1:53:53/udp'],
      hostdev: ['pci=0000:03:00.0', 'usb=046d:c52b'],
      label: ['tier=front', 'scratch'],
      set: ['restart=always', 'boot.order=[cdrom]'],
    })
    assert.equal(name, 'web')
    assert.deepEqual(spec, {
      image: 'debian',
      cpus: 2,
      nested: true,
      memory: '2GiB',
      nics: [{ forward: ['8080:80', '127.0.0.1:53:53/udp'] }],
      hostdevs: [{ pci: '0000:03:00.0' }, { usb: '046d:c52b' }],
      labels: { tier: 'front', scratch: '' },
      restart: 'always',
      boot: { order: ['cdrom'] },
    })
    assert.equal(InstanceSpec.safeParse(spec).success, true)
  })

  test('a device of the host is named with its bus', async () => {
    await assert.rejects(wanted({ image: 'debian', hostdev: ['0000:03:00.0'] }), UsageError)
  })

  test('a medium without an image is booted the first time; with an image it only lies in the drive', async () => {
    const { spec } = await wanted({ disk: '10GiB', cdrom: '/srv/d.iso' })
    assert.deepEqual(spec, { disk: '10GiB', cdrom: '/srv/d.iso', boot: { once: 'cdrom' } })
    assert.equal('boot' in (await wanted({ image: 'debian', cdrom: '/srv/d.iso' })).spec, false)
    assert.deepEqual((await wanted({ disk: '1GiB', cdrom: '/d', set: ['boot.order=[cdrom]'] })).spec['boot'], {
      order: ['cdrom'],
    })
  })

  test('files are seen from where the person is', async () => {
    const { spec } = await wanted({
      image: 'debian',
      cdrom: 'd.iso',
      set: ['disks=[{file: a.raw, format: raw}, {size: 1GiB}]'],
    })
    assert.equal(spec['cdrom'], `${process.cwd()}/d.iso`)
    assert.deepEqual(spec['disks'], [{ file: `${process.cwd()}/a.raw`, format: 'raw' }, { size: '1GiB' }])
  })

  test('win over the file, and an empty value takes out what the file says', async () => {
    const file = {
      name: 'web',
      spec: {
        image: 'debian',
        memory: '1GiB',
        cdrom: '/x.iso',
        labels: { a: '1' },
        nics: [{ mac: 'x', forward: ['1:1'] }],
      },
    }
    const { name, spec } = await wanted({ memory: '2GiB', label: ['b=2'], forward: ['2:2'], set: ['cdrom='] }, file)
    assert.equal(name, 'web')
    assert.deepEqual(spec, {
      image: 'debian',
      memory: '2GiB',
      labels: { a: '1', b: '2' },
      nics: [{ mac: 'x', forward: ['1:1', '2:2'] }],
    })
  })

  test('without anything to boot from are refused at once, and so is a number that is none', async () => {
    await assert.rejects(wanted({}), /IMAGE is missing/)
    await assert.rejects(wanted({ image: 'debian', cpus: 'two' }), /not "two"/)
  })
})

describe('a spec file', () => {
  const { signal } = new AbortController()

  test('gives the instance that is meant, with its paths seen from its folder', async () => {
    await using folder = await TempDir.make('spec')
    const file = `${folder.path}/stroj.yaml`
    await writeWhole(file, 'instances:\n  web: { image: debian }\n  arch: { disk: 5GiB, cdrom: ./arch.iso }\n')
    assert.deepEqual(await wantedFromFile(file, 'arch', signal), {
      name: 'arch',
      spec: { disk: '5GiB', cdrom: `${folder.path}/arch.iso` },
    })
    await assert.rejects(wantedFromFile(file, undefined, signal), { code: 'spec.file-invalid' })
  })

  test('that cannot be read is named, with the reason', async () => {
    await assert.rejects(
      wantedFromFile('/nowhere/s.yaml', undefined, signal),
      /\/nowhere\/s\.yaml cannot be read: no such file/,
    )
  })
})
