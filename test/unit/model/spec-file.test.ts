import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Fault } from '../../../src/model/fault.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { parseSpecFile, parseYamlValue, readSpecFile, specToYaml } from '../../../src/model/spec-file.ts'
import { arbitrarySpec } from '../../support/arbitrary-spec.ts'

test('a file may be one spec', () => {
  const parsed = parseSpecFile('image: debian:12\ncpus: 2\nmemory: 2GiB\n')
  assert.deepEqual(parsed, {
    kind: 'single',
    spec: InstanceSpec.parse({ image: 'debian:12', cpus: 2, memory: 2 ** 31 }),
  })
})

test('a file may have several instances by name', () => {
  const parsed = parseSpecFile('instances:\n  web: { image: debian:12 }\n  arch: { disk: 50GiB, cdrom: ./arch.iso }\n')
  assert.ok(parsed.kind === 'many')
  assert.deepEqual([...parsed.specs.keys()], ['web', 'arch'])
  assert.equal([...parsed.specs.values()][1]?.disk, 50 * 2 ** 30)
})

test('a file may be JSON', () => {
  assert.equal(parseSpecFile('{"image": "debian:12", "labels": {"a": "b"}}').kind, 'single')
})

test('a file from Windows is read like any other', () => {
  assert.equal(parseSpecFile('\uFEFFimage: debian:12\r\nmemory: 2GiB\r\n').kind, 'single')
})

/** What is wrong with a file, each as line:column: path: message. */
const mistakes: readonly [text: string, ...said: string[]][] = [
  ['', '1:1: the file is empty'],
  ['# only a comment\n', '1:1: the file is empty'],
  ['- web\n', '1:1: must be a mapping of keys to values, not a list'],
  ['image: debian:12\nmemry: 2GiB\n', '2:1: memry: there is no key "memry" (memory?)'],
  ['image: debian:12\nram: 2GiB\n', '2:1: ram: there is no key "ram" (memory?)'],
  ['image: debian:12\nfoo: 1\n', '2:1: foo: there is no key "foo"'],
  ['instanses:\n  web: {}\n', '1:1: instanses: there is no key "instanses" (instances?)'],
  ['image: debian:12\nmemory:\n', '2:1: memory: must be a number or a text, not empty'],
  [
    'image: debian:12\nmachine: q53\n',
    '2:10: machine: "q53" is not known; it must be one of q35, microvm, virt, pseries, s390-ccw-virtio (q35?)',
  ],
  ['image: debian:12\ncpus: two\n', '2:7: cpus: must be a number or a mapping of keys to values, not "two"'],
  ['image: debian:12\ncpus: 300\n', '2:7: cpus: must be at most 255, not 300'],
  ['image: debian:12\ncpus: { cout: 2 }\n', '2:9: cpus.cout: there is no key "cout" (count?)'],
  [
    'image: debian:12\nnics:\n  - forward: ["80"]\n',
    '3:15: nics[0].forward[0]: "80" is not a port forward: write [ADDRESS:]HOST-PORT:GUEST-PORT[/tcp|/udp], such as 127.0.0.1:8080:80',
  ],
  ['image: debian:12\ndisks: [{ file: /a, formt: raw }]\n', '2:21: disks[0].formt: there is no key "formt" (format?)'],
  ['image: debian:12\ndisks: [{ file: /a }]\n', '2:9: disks[0].format: is missing; it must be one of qcow2, raw'],
  ['image: debian:12\nlabels: { n: 5 }\n', '2:14: labels.n: must be a text, not 5 (a text may be written in quotes)'],
  ['image: debian:12\nboot: { once: cdrom }\n', '2:15: boot.once: boot.once is cdrom, but there is no cdrom'],
  ['cpus: 1\n', '1:1: there is nothing to boot from: give an image, a disk or a cdrom'],
  ['instances: {}\n', '1:12: instances: must be a mapping of names to specs, with at least one'],
  ['instances: web\n', '1:12: instances: must be a mapping of names to specs, with at least one'],
  [
    'instances:\n  web: { image: debian:12 }\nmemory: 2GiB\n',
    '3:1: memory: the key memory cannot stand beside instances; move it into one of them',
  ],
  [
    'instances:\n  Web: { image: 5 }\n',
    '2:3: instances.Web: a name has 1 to 63 characters of a-z, 0-9 and dash, begins with a letter and does not end with a dash',
    '2:17: instances.Web.image: must be a text, not 5 (a text may be written in quotes)',
  ],
  ['image: a\nimage: b\n', '2:1: the key image is there twice'],
  ['image: debian:12\nlabels: { __proto__: x }\n', '2:11: the key __proto__ is not allowed'],
  ['image: &a debian:12\nlabels: { a: *a }\n', '2:14: aliases (*name) are not supported'],
  ['a: &a [1]\n<<: *a\n', '2:5: aliases (*name) are not supported'],
  ['image: !!js/function x\n', '1:8: this is not valid YAML: unresolved tag: tag:yaml.org,2002:js/function'],
  ['%YAML 1.1\n---\nautostart: yes\n', '1:1: directives (lines that begin with %) are not supported'],
  ['image: a\n---\nimage: b\n', '2:1: there must be only one document'],
  ['? [a]\n: 1\n', '1:3: a key must be a plain text'],
  ['image: "a\n', '2:1: this is not valid YAML: missing closing "quote'],
  ['image:\n\t- a\n', '2:1: this is not valid YAML: tabs are not allowed as indentation'],
  ['image: debian:12\nmemory: .inf\n', '2:9: memory: must be a number or a text, not Infinity'],
  ['['.repeat(100_000), '1:1: this is nested deeper than 32 levels'],
  [`${'- '.repeat(40)}x`, '1:67: this is nested deeper than 32 levels'],
  [`a: ${'x'.repeat(256 * 1024)}`, '1:1: the text has more than 256 KiB'],
]

for (const [text, ...said] of mistakes) {
  test(`${JSON.stringify(text.slice(0, 60))} is told as: ${said.join(' / ').slice(0, 100)}`, () => {
    assert.deepEqual(issuesOf(text), said)
  })
}

test('a hundred mistakes come in the order of their lines', () => {
  const text = `instances:\n${Array.from({ length: 50 }, (_, n) => `  i${n}: { image: 5, foo: 1 }\n`).join('')}`
  const lines = issuesOf(text).map((said) => Number(said.split(':')[0]))
  assert.equal(lines.length, 100)
  assert.deepEqual(
    lines,
    lines.toSorted((a, b) => a - b),
  )
})

test('twenty-five thousand keys are refused in a moment, and so is any other text of 256 KiB', () => {
  const keys = Array.from({ length: 25_000 }, (_, n) => `k${n}: 1`).join('\n')
  for (const text of [keys, '- '.repeat(120_000), '? '.repeat(120_000), '{a: '.repeat(60_000), '"'.repeat(200_000)]) {
    assert.equal(parseSpecFile(text).kind, 'invalid')
  }
})

test('no text makes the reader throw', () => {
  const pieces = [
    'image: ',
    'instances:',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ': ',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!!',
    '%',
    '#',
    '?',
    '~',
    '\t',
    'é',
    '\u0000',
    '\uD800',
  ]
  const mixed = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 30 })
  fc.assert(
    fc.property(mixed, (parts) => void parseSpecFile(parts.join(''))),
    { numRuns: 2000 },
  )
})

test('what is written as YAML is read back as the same spec', () => {
  fc.assert(
    fc.property(arbitrarySpec, (spec) => {
      const parsed = parseSpecFile(specToYaml(spec))
      assert.deepEqual(parsed, { kind: 'single', spec })
    }),
    { numRuns: 300 },
  )
})

test('a spec is written without what is the default, in the words people use', () => {
  const spec = InstanceSpec.parse({
    image: 'debian:12',
    cpus: 2,
    memory: '1536MiB',
    nics: [{ forward: ['8080:80'] }],
    cdrom: '/a.iso',
    boot: { once: 'cdrom' },
    console: { screen: false },
  })
  assert.equal(
    specToYaml(spec),
    `image: debian:12
cpus: 2
memory: 1536MiB
nics:
  - forward:
      - 127.0.0.1:8080:80/tcp
cdrom: /a.iso
boot:
  once: cdrom
console:
  screen: false
`,
  )
})

test('a client gets a spec as it was written, to send it on', () => {
  assert.deepEqual(readSpecFile('image: debian:12\nmemory: 2GiB', 'web.yaml', 'web'), {
    name: undefined,
    spec: { image: 'debian:12', memory: '2GiB' },
  })
})

const two = 'instances:\n  web: { image: debian:12 }\n  db: { image: debian:12, memory: 2GiB }\n'

test('of several instances a client gets the one it names, and the only one without a name', () => {
  assert.deepEqual(readSpecFile(two, 'a.yaml', 'db'), { name: 'db', spec: { image: 'debian:12', memory: '2GiB' } })
  const one = 'instances: { web: { image: tiny } }'
  assert.deepEqual(readSpecFile(one, 'a.yaml', undefined), { name: 'web', spec: { image: 'tiny' } })
})

for (const [name, said] of [
  [undefined, 'a.yaml: it describes several instances (web, db); say which with --name'],
  ['wbe', 'a.yaml: it does not describe "wbe", but web, db; did you mean "web"?'],
] as const) {
  test(`of several instances ${name ?? 'none'} is refused`, () => {
    const fault = faultOf(() => readSpecFile(two, 'a.yaml', name))
    assert.equal(fault.message, `The spec file a.yaml cannot be used.\n${said}`)
  })
}

test('of very many mistakes the first are shown', () => {
  const keys = Array.from({ length: 1000 }, (_, n) => `k${n}: 1`).join('\n')
  const fault = faultOf(() => readSpecFile(keys, 'a.yaml', undefined))
  assert.match(fault.message, /k19: there is no key[^]*… and 80 more$/)
})

test('a mistake in a file is shown to a client as a compiler shows it', () => {
  const fault = faultOf(() => readSpecFile('image: debian:12\nmemry: 2GiB\n', 'web.yaml', undefined))
  assert.equal(
    fault.message,
    `The spec file web.yaml cannot be used.
web.yaml:2:1: memry: there is no key "memry"; did you mean "memory"?
2 | memry: 2GiB
  | ^`,
  )
})

test('the caret stands below the place in a line that is too long to show, and control characters are not shown', () => {
  const line = `image: debian:12\nlabels: { a: "${'x'.repeat(400)}", b: \u001b[31m5 }\n`
  const fault = faultOf(() => readSpecFile(line, 'a.yaml', undefined))
  const [, , shown = '', caret = ''] = fault.message.split('\n')
  assert.ok(shown.length < 180)
  assert.equal(caret.length, caret.indexOf('^') + 1)
  assert.ok(!fault.message.includes('\u001b'))
})

test('a single value is YAML too', () => {
  assert.deepEqual(parseYamlValue('[disk, cdrom]', 'boot.order'), ['disk', 'cdrom'])
  assert.equal(faultOf(() => parseYamlValue('[disk', 'boot.order')).code, 'spec.invalid')
})

function issuesOf(text: string): readonly string[] {
  const parsed = parseSpecFile(text)
  assert.ok(parsed.kind === 'invalid', parsed.kind)
  return parsed.issues.map(({ line, column, path, message, suggestion }) => {
    const where = [`${line}:${column}`, ...(path === '' ? [] : [path])].join(': ')
    return `${where}: ${message}${suggestion === undefined ? '' : ` (${suggestion}?)`}`
  })
}

function faultOf(act: () => unknown): Fault {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof Fault, String(error))
    return error
  }
  assert.fail('it did not fail')
}
