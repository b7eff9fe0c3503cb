import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CommandName, commands } from '../../../src/cli/commands.ts'
import { parse } from '../../../src/cli/parse.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'

function parsed(line: string) {
  return parse(line.split(' '), commands)
}

function run(line: string) {
  const result = parsed(line)
  assert.equal(result.kind, 'run')
  return result as Extract<typeof result, { kind: 'run' }> & { readonly input: Readonly<Record<string, unknown>> }
}

const good: readonly (readonly [line: string, name: CommandName, input: Readonly<Record<string, unknown>>])[] = [
  ['ls', 'ls', { filter: [] }],
  ['ls --filter state=running --filter=label=x', 'ls', { filter: ['state=running', 'label=x'] }],
  ['image import disk.qcow2 --name mine', 'image import', { file: 'disk.qcow2', name: 'mine', diskFormat: undefined }],
  ['rm -f a b', 'rm', { name: ['a', 'b'], force: true }],
  ['rm a -f b', 'rm', { name: ['a', 'b'], force: true }],
  ['logs -fn20 web', 'logs', { name: 'web', follow: true, tail: 20, engine: false }],
  ['stop --timeout 2m web', 'stop', { name: ['web'], timeout: 120_000 }],
  ['set web cpus=2 boot.once=', 'set', { name: 'web', 'key=value': ['cpus=2', 'boot.once='] }],
  ['exec web -- ls -la', 'exec', { name: 'web', trailing: ['ls', '-la'] }],
  ['exec --timeout 5 web -- ls -- -x', 'exec', { timeout: 5000, trailing: ['ls', '--', '-x'] }],
  ['exec web ls -la --help', 'exec', { name: 'web', trailing: ['ls', '-la', '--help'] }],
  [
    'run debian --rm -- cat /etc/os-release',
    'run',
    { image: 'debian', rm: true, trailing: ['cat', '/etc/os-release'] },
  ],
  [
    'run --disk 10GiB --cdrom d.iso --name deb',
    'run',
    { image: undefined, disk: '10GiB', cdrom: 'd.iso', name: 'deb' },
  ],
  ['run --disk 10GiB --cdrom d.iso -- true', 'run', { image: undefined, trailing: ['true'] }],
  ['create -f - --accel=tcg', 'create', { file: '-', accel: 'tcg' }],
  ['host', 'host', { section: [], all: false }],
  ['host kvm iommu --all', 'host', { section: ['kvm', 'iommu'], all: true }],
  ['host devices --usb', 'host devices', { pci: false, usb: true }],
  ['complete -- image ', 'complete', { trailing: ['image', ''] }],
]

for (const [line, name, input] of good) {
  test(`stroj ${line}`, () => {
    const result = run(line)
    assert.equal(result.name, name)
    for (const [key, value] of Object.entries(input)) assert.deepEqual(result.input[key], value, key)
  })
}

test('options of every command stand before it or after it; the last one wins', () => {
  assert.equal(run('--format json ls').globals.format, 'json')
  assert.equal(run('ls -o json').globals.format, 'json')
  assert.equal(run('-ojson ls --format yaml').globals.format, 'yaml')
  assert.equal(run('--timeout 5s ls -q').globals.timeout, 5000)
})

test('a command that has an option of the same name keeps it for itself', () => {
  assert.equal(run('stop --timeout 10 web').globals.timeout, undefined)
})

test('help is help, wherever it is asked for', () => {
  for (const line of ['ls --help', 'help ls', 'ls -h', 'ls --help --nothing'.slice(0, 9)]) {
    assert.deepEqual([parsed(line).kind, (parsed(line) as { topic: string }).topic], ['help', 'ls'])
  }
  assert.deepEqual((parsed('image') as { topic: string; asked: boolean }).asked, false)
  assert.deepEqual((parsed('image --help') as { topic: string; asked: boolean }).asked, true)
  assert.equal((parse([], commands) as { topic: string }).topic, '')
})

test('--version is the command version', () => assert.equal(run('--version').name, 'version'))

const bad: readonly (readonly [line: string, message: RegExp, hint?: RegExp])[] = [
  ['strat web', /no command "strat"\. Did you mean "start"\?/],
  ['delete web', /Did you mean "rm"\?/],
  ['list', /Did you mean "ls"\?/],
  ['image bild debian', /"image" has no command "bild"\. Did you mean "image build"\?/],
  ['image list', /Did you mean "image ls"\?/],
  ['qwertyuiop', /no command "qwertyuiop"\.$/, /stroj help/],
  ['ls --fromat json', /no option --fromat here\. Did you mean --format\?/],
  ['create debian --mem 2GiB', /Did you mean --memory\?/],
  ['ls -x', /no option -x here/],
  ['ls --format jsom', /--format cannot be "jsom"\. Did you mean "json"\?/, /table, json, yaml, csv/],
  ['create debian --accel kvmm', /Did you mean "kvm"\?/],
  ['create debian --name', /--name needs a value/],
  ['create debian --name --rm', /--name needs a value/],
  ['run debian --rm=yes', /--rm takes no value/],
  ['stop --timeout soon web', /--timeout is a time, not "soon"/, /90, 90s, 5m, 1h/],
  ['logs -n all web', /--tail is a number/],
  ['show', /NAME is missing/, /stroj show NAME/],
  ['show a b', /one word too many: "b"/],
  ['rename a', /NEW-NAME is missing/],
  ['exec web', /COMMAND is missing/, /-- COMMAND/],
  ['rm', /NAME is missing/],
]

for (const [line, message, hint] of bad) {
  test(`stroj ${line} is refused with what to do`, () => {
    assert.throws(
      () => parsed(line),
      (error) => {
        assert.ok(error instanceof UsageError)
        assert.match(error.message, message)
        if (hint) assert.match(error.hint ?? '', hint)
        return true
      },
    )
  })
}

test('whatever is typed is understood or refused, and never breaks', () => {
  const word = fc.oneof(
    fc.constantFrom(...Object.keys(commands).flatMap((name) => name.split(' '))),
    fc.constantFrom('--', '-', '--format', '--name=x', '-fq', '-o', '--help', '--timeout'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      try {
        assert.match(parse(words, commands).kind, /^(run|help)$/)
      } catch (error) {
        assert.ok(error instanceof UsageError, String(error))
      }
    }),
  )
})

test('what follows -- reaches the guest as it was written', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (words) => {
      const result = parse(['exec', 'web', '--', ...words], commands)
      assert.deepEqual(result.kind === 'run' && result.input.trailing, words)
    }),
  )
})
