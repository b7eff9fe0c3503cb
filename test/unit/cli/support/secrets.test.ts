import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bundleParts } from '../../../../src/cli/support/bundle-parts.ts'
import type { Found } from '../../../../src/cli/support/found.ts'
import { hideSpec } from '../../../../src/cli/support/hide-spec.ts'
import { Hider } from '../../../../src/cli/support/hider.ts'
import type { Instance } from '../../../../src/model/instance.ts'
import { jsonSchema } from '../../../../src/model/json-schema.ts'
import { InstanceSpec } from '../../../../src/model/spec.ts'
import type { JsonSchema } from '../../../support/schema-arbitrary.ts'
import { web } from '../models.ts'

const oneOf = (characters: string) => fc.constantFrom(...Array.from(characters))

/** As people and programs make them: no word of a language, and without what separates words. */
const secret = fc
  .string({ unit: oneOf('abcXYZ0189_.!$%+*~^-čß€'), minLength: 7, maxLength: 40 })
  .map((rest) => `7${rest}`)

/** What comes last in a hash (crypt(5)). */
const digest = fc.string({ unit: oneOf('abcXYZ0189./'), minLength: 7, maxLength: 86 }).map((s) => `7${s}`)

type Holder = (secret: string) => object

const hashHolders: readonly Holder[] = [
  (s) => ({ cloud: { user: 'ana', passwordHash: `$6$salt$${s}` } }),
  (s) => ({ install: { user: 'ana', passwordHash: `$y$j9T$salt$${s}` } }),
]

/** Each other key of a spec that can hold a secret, with one in it. */
const holders: readonly Holder[] = [
  (s) => ({ cloud: { run: [`echo root:${s} | chpasswd`, `curl -H 'X-Key: ${s}' http://host/`] } }),
  (s) => ({ cloud: { run: [s] } }),
  (s) => ({ cloud: { keys: [`ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI ${s}`] } }),
  (s) => ({ install: { keys: [`ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI ${s}`] } }),
  (s) => ({ kernelArguments: `quiet db.key=${s} console=ttyS0` }),
  (s) => ({ kernelArguments: `quiet ${s}` }),
  (s) => ({ boot: { installer: { kernel: '/k', initrd: '/i', arguments: `inst.ks=http://h/${s} net=${s}` } } }),
  (s) => ({ boot: { installer: { kernel: `http://u:${s}@host/k`, initrd: `http://host/i?sig=${s}` } } }),
  (s) => ({ cdrom: `https://${s}@host/a.iso` }),
  (s) => ({ cdrom: `https://host/${s}/a.iso` }),
  (s) => ({ disks: [{ file: `nbd://u:${s}@host/x`, format: 'raw' }] }),
  (s) => ({ install: { drivers: `https://host/v.iso?token=${s}`, mirror: `http://host/${s}` } }),
  (s) => ({ labels: { 'db/password': s } }),
]

const in64 = (text: string, before: number): string => Buffer.from('x'.repeat(before) + text).toString('base64')

/** How a secret may come to stand elsewhere. */
const echoes: readonly ((secret: string) => string)[] = [
  (s) => `it said ${s}`,
  (s) => `user=ana,,key=${s.replaceAll(',', ',,')}`,
  (s) => `?q=${encodeURIComponent(s)}`,
  (s) => `?q=${encodeURIComponent(s).replaceAll(/%../g, (code) => code.toLowerCase())}`,
  (s) => JSON.stringify({ value: s }),
  (s) => JSON.stringify(JSON.stringify({ value: s })),
  (s) => in64(s, 0),
  (s) => in64(`${s} and more`, 1),
  (s) => in64(`${s}\n`, 2),
  (s) => Buffer.from(s).toString('base64url'),
  (s) => Buffer.from(s).toString('hex'),
]

/** Everything that was found, with these words in every place where words can be. */
function foundWith(spec: object, words: string): Found {
  const instance = { ...web, spec, pending: [{ key: 'labels', current: {}, wanted: {}, reason: words }] }
  const problem = { type: 't', title: words, status: 500, code: 'c', hint: words, details: { what: words } }
  const step = { reason: words, command: ['qemu', '-append', words, words], background: false }
  return {
    at: new Date(0),
    client: { version: '1', node: 'v24' },
    daemon: undefined,
    host: undefined,
    settings: `proxy: ${words}\n`,
    instances: [
      {
        instance: instance as unknown as Instance,
        engineLog: `qemu: ${words}\n`,
        command: ['qemu', '-append', words, '-x', words],
        start: { action: 'start', instance: 'web', steps: [step], notes: [words] },
        snapshots: [{ name: 'a', description: words }],
      },
    ],
    operations: [{ phase: words, notes: [words], result: { value: words }, problem }] as unknown as Found['operations'],
    events: [{ subject: words, details: { [words]: words } }] as unknown as Found['events'],
    lists: { images: [{ source: words }] },
    log: `${JSON.stringify({ level: 30, msg: words, err: { stack: words } })}\nplain ${words}\n`,
    files: `100600 0:0 1 /x/${words}\n`,
    troubles: [words],
  }
}

function textOf(found: Found): string {
  const decoder = new TextDecoder()
  return bundleParts(found)
    .map(({ path, bytes }) => `${path}\n${decoder.decode(bytes)}`)
    .join('\n')
}

/** Whether any of a text can be read out of another: as it is, for a URL, or in Base64. */
function assertLacks(text: string, lost: string): void {
  const escaped = encodeURIComponent(lost)
  const inner = [0, 1, 2].map((before) =>
    in64(`${lost}xxx`, before).slice(4, 4 + Math.floor((lost.length * 4) / 3) - 4),
  )
  const forms = [lost, escaped, escaped.replaceAll(/%../g, (code) => code.toLowerCase()), ...inner]
  for (const form of forms) if (form.length >= 6) assert.ok(!text.includes(form), `${form} of ${lost} is in\n${text}`)
}

test('no secret of a spec is in a bundle, wherever it stood and in whatever form', () => {
  const held = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(secret, fc.constantFrom(...holders)) },
    { weight: 1, arbitrary: fc.tuple(digest, fc.constantFrom(...hashHolders)) },
  )
  fc.assert(
    fc.property(held, fc.constantFrom(...echoes), ([planted, holder], spoken) => {
      assertLacks(textOf(foundWith(holder(planted), spoken(planted))), planted)
    }),
    { numRuns: 1500 },
  )
})

test('what is to be changed in a spec is as secret as what is in it', () => {
  const wanted = { user: 'ana', passwordHash: '$6$salt$Zebra4Stripes9', run: ['Giraffe7Neck'] }
  const found = foundWith({}, 'Giraffe7Neck')
  const [first] = found.instances
  assert.ok(first)
  const instance = { ...first.instance, pending: [{ key: 'cloud', current: null, wanted, reason: 'later' }] }
  const text = textOf({ ...found, instances: [{ ...first, instance }] })
  for (const lost of ['Zebra4Stripes9', 'Giraffe7Neck']) assertLacks(text, lost)
})

test('every key of a spec that takes a free text is hidden, or has been judged', () => {
  const free = 'Any 9-Text/of: somebody'
  const leaves = leavesOf(jsonSchema(InstanceSpec, 'output'))
  assert.ok(leaves.length > 30)
  const shown = leaves.filter(({ takes, path }) => takes(free) && hideSpec(free, path).value === free)
  // Paths of files; of URLs see above.
  const judged = ['boot.installer.initrd', 'boot.installer.kernel', 'cdrom', 'disks.file', 'install.drivers']
  assert.deepEqual([...new Set(shown.map(({ path }) => path))].toSorted(), judged)
})

type Leaf = { readonly path: string; readonly takes: (text: string) => boolean }
type Inner = JsonSchema & { readonly pattern?: string; readonly additionalProperties?: unknown }

function leavesOf(schema: Inner, path = ''): readonly Leaf[] {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`)
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])]
  const more = schema.additionalProperties
  return [
    ...inner.flatMap((each) => leavesOf(each, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => leavesOf(each, at(key))),
    ...(typeof more === 'object' && more !== null ? leavesOf(more, at('any')) : []),
    ...(schema.type === 'string' ? [{ path, takes: takesOf(schema) }] : []),
  ]
}

function takesOf({ enum: choices, pattern, ...rest }: Inner): Leaf['takes'] {
  if (choices !== undefined || 'const' in rest || 'format' in rest) return () => false
  return pattern === undefined ? () => true : (text) => new RegExp(pattern, 'u').test(text)
}

test('what looks like a secret is taken out although no spec has it', () => {
  const hider = new Hider([])
  const lost = 'Zebra4Stripes9'
  const texts = [
    `-----BEGIN OPENSSH PRIVATE KEY-----\n${lost}\n-----END OPENSSH PRIVATE KEY-----`,
    `$6$abcdefgh$${lost}`,
    `curl https://ana:${lost}@host/x`,
    `GET http://host/x?key=${lost}`,
    `password: ${lost}`,
    `DB_PASSWORD='${lost}'`,
    `Authorization: Bearer ${lost}`,
    `{"token":"${lost}"}`,
    'k3f9a8b7c6'.repeat(5),
  ]
  for (const text of texts) {
    const left = hider.text(text)
    assert.ok(!left.includes(lost) && !left.includes('k3f9a8b7c6'), left)
    assert.match(left, /\(removed\)/)
  }
  assert.deepEqual(hider.value({ passphrase: 'short', name: 'web' }), { passphrase: '(removed)', name: 'web' })
  const harmless = 'qemu-system-x86_64: -device virtio-blk-pci: Failed to get "write" lock, sha256:' + 'ab12'.repeat(16)
  assert.equal(hider.text(harmless), harmless)
})

test('what helps to understand a problem stays', () => {
  const { value } = hideSpec({
    memory: 2 ** 30,
    image: 'debian:12',
    cdrom: '/srv/a.iso',
    kernelArguments: 'quiet console=ttyS0,115200 root=/dev/vda1 my.key=x',
    disks: [{ volume: 'data', bus: 'virtio' }],
    labels: { tier: 'front' },
  })
  assert.deepEqual(value, {
    memory: 2 ** 30,
    image: 'debian:12',
    cdrom: '/srv/a.iso',
    kernelArguments: 'quiet console=ttyS0,115200 root=/dev/vda1 my.key=(removed)',
    disks: [{ volume: 'data', bus: 'virtio' }],
    labels: { tier: '(removed)' },
  })
})
