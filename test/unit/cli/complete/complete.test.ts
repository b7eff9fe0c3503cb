import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { commands } from '../../../../src/cli/commands.ts'
import { wantedAt } from '../../../../src/cli/complete/candidates.ts'
import { scripts } from '../../../../src/cli/complete/scripts.ts'
import { FakeDaemon } from '../../../fake/daemon.ts'
import { callCli, cliProgram } from '../../../support/call-cli.ts'

function words(line: string): readonly string[] {
  const wanted = wantedAt(line.split(' '), commands)
  return wanted.kind === 'words' ? wanted.candidates.map(({ value }) => value) : []
}

describe('what can stand there', () => {
  test('commands and nouns at the beginning, also after options of every command', () => {
    for (const line of ['', '--format json ', 'help ']) {
      const offered = words(line)
      assert.ok(
        ['run', 'ls', 'image', 'daemon'].every((word) => offered.includes(word)),
        line,
      )
      assert.equal(offered.includes('complete'), false)
    }
    assert.deepEqual(words('image '), ['ls', 'build', 'pull', 'import', 'show', 'warm', 'rm', 'prune'])
  })

  test('after a noun that is a command itself its verbs, and then its own words', () => {
    const offered = words('host ')
    assert.ok(['devices', 'kvm', 'iommu'].every((word) => offered.includes(word)))
    assert.equal(new Set(offered).size, offered.length)
    assert.equal(words('host kvm ').includes('fix'), false)
    assert.deepEqual(words('host devices '), [])
    assert.ok(words('host -').includes('--all'))
  })

  test('options where a dash stands, each once unless it may be repeated', () => {
    assert.ok(words('ls -').includes('--filter'))
    const offered = words('create debian --name x --forward 1:1 --')
    assert.deepEqual(
      [offered.includes('--name'), offered.includes('--forward'), offered.includes('--cpus')],
      [false, true, true],
    )
  })

  const values: readonly (readonly [line: string, wanted: unknown])[] = [
    ['start ', { of: 'instance', prefix: '' }],
    ['start web ', { of: 'instance', prefix: '' }],
    ['rename web ', 'nothing'],
    ['set web ', { of: 'assignment', prefix: '' }],
    [
      'explain ',
      {
        of: ['create', 'start', 'stop', 'kill', 'pause', 'resume', 'reset', 'snapshot', 'fork', 'suspend'],
        prefix: '',
      },
    ],
    ['explain start ', { of: 'instance', prefix: '' }],
    ['ls --format=', { of: ['table', 'json', 'yaml', 'csv'], prefix: '--format=' }],
    ['ls -o ', { of: ['table', 'json', 'yaml', 'csv'], prefix: '' }],
    ['create -f ', { of: 'file', prefix: '' }],
    ['run debian -- ', { of: 'file', prefix: '' }],
    ['run --name ', 'nothing'],
    ['run --name web ', { of: 'image', prefix: '' }],
    ['host kvm ', { of: commands.host.arguments[0].complete, prefix: '' }],
    ['ls ', 'nothing'],
  ]
  for (const [line, expected] of values) {
    test(`stroj ${line}<Tab>`, () => {
      const wanted = wantedAt(line.split(' '), commands)
      if (expected === 'nothing') assert.deepEqual(wanted, { kind: 'words', candidates: [] })
      else assert.deepEqual(wanted.kind === 'value' && { of: wanted.of, prefix: wanted.prefix }, expected)
    })
  }
})

test('names come from the daemon, and only those for which the command makes sense', async () => {
  await using daemon = await FakeDaemon.open()
  await daemon.bench.create('still')
  await daemon.bench.createRunning('going')
  const complete = async (...line: string[]) =>
    (await callCli(daemon.home, ['complete', '--', ...line])).stdout.split('\n')
  assert.deepEqual(await complete('start', ''), ['still\tstopped, debian:12', ''])
  assert.deepEqual(await complete('stop', ''), ['going\trunning, debian:12', ''])
  assert.deepEqual((await complete('rm', '')).length, 3)
  assert.deepEqual(await complete('image', 'rm', ''), ['debian:12\tdebian:12', ''])
  assert.deepEqual(await complete('run', 'ti'), ['tiny\ta kernel and busybox', 'tiny:riscv64\tthe same', ''])
  assert.deepEqual(await complete('set', 'still', 'boot.once=c'), ['boot.once=cdrom', ''])
  assert.deepEqual(await complete('ls', '--filter', 'state=running,na'), ['state=running,name=', ''])
  assert.equal((await complete('operation', 'show', '')).length > 3, true)
  assert.deepEqual(await complete('host', 'virtual-functions', ''), [
    '0000:03:00.0\tI350 Gigabit Network Connection',
    '',
  ])
  assert.deepEqual(await complete('host', 'give-back', ''), [''])
  assert.deepEqual(await complete('host', 'fix', 'kvm-d'), ['kvm-device', ''])
})

/** A daemon, and a `stroj` on PATH for the shells that look for it there. */
async function withProgram(): Promise<{ daemon: FakeDaemon; environment: Record<string, string> }> {
  const daemon = await FakeDaemon.open()
  await daemon.bench.create('web')
  const program = join(daemon.home, 'stroj')
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${cliProgram}' "$@"\n`)
  await chmod(program, 0o755)
  return {
    daemon,
    environment: { PATH: `${daemon.home}:${process.env['PATH']}`, STROJ_HOME: daemon.home, HOME: daemon.home },
  }
}

const bashLines: readonly (readonly [line: string, offered: string])[] = [
  ['stroj sta', 'start'],
  ['stroj show ', 'web'],
  ['stroj image build debian:', '12'],
  ['stroj ls --format=j', 'json'],
  ['stroj set web boot.once=c', 'cdrom'],
]

/** Not spawnSync: the daemon lives in this process and must be able to answer. */
async function shell(program: string, args: readonly string[], environment: Record<string, string>): Promise<string> {
  const { spawn } = await import('node:child_process')
  const child = spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 })
  let out = ''
  for await (const chunk of child.stdout) out += String(chunk)
  return out
}

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0

test('bash completes, also after = and :', async () => {
  const { daemon, environment } = await withProgram()
  await using _daemon = daemon
  const tries = bashLines.map(
    ([line]) => `COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; _stroj stroj; echo "\${COMPREPLY[*]}"`,
  )
  const out = await shell('bash', ['--norc', '-c', [scripts.bash, ...tries].join('\n')], environment)
  assert.deepEqual(
    out.trimEnd().split('\n'),
    bashLines.map(([, offered]) => offered),
  )
})

test('fish completes', { skip: !has('fish') && 'fish is not installed' }, async () => {
  const { daemon, environment } = await withProgram()
  await using _daemon = daemon
  const script = `${scripts.fish}\nfor line in 'stroj sta' 'stroj show ' 'stroj ls --format js'; complete -C $line; end`
  const out = await shell('fish', ['--no-config', '-c', script], environment)
  assert.deepEqual(out.trimEnd().split('\n'), ['start\tstart instances', 'web\tstopped, debian:12', 'json'])
})

test('zsh understands its script', { skip: !has('zsh') && 'zsh is not installed' }, () => {
  assert.equal(spawnSync('zsh', ['-n'], { input: scripts.zsh }).status, 0)
})
