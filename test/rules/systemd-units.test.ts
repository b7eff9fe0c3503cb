import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { suite, test } from 'node:test'

const folder = join(import.meta.dirname, '../../systemd')
const read = (file: string): string => readFileSync(join(folder, file), 'utf8')

/** What systemd says about units of one kind; nothing when they are in order. */
function verify(kind: 'system' | 'user', units: Readonly<Record<string, string>>): string {
  const copy = mkdtempSync(join(tmpdir(), 'stroj-units-'))
  try {
    for (const [name, text] of Object.entries(units)) writeFileSync(join(copy, name), text)
    const paths = Object.keys(units).map((name) => join(copy, name))
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', `--${kind}`, '--man=no', '--', ...paths], {
      env: { ...process.env, XDG_RUNTIME_DIR: copy, SYSTEMD_LOG_COLOR: '0' },
      encoding: 'utf8',
    })
    return stdout + stderr
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const skip =
  spawnSync('systemd-analyze', ['--version']).error === undefined ? false : 'systemd-analyze is not installed'

suite('the systemd units', () => {
  for (const kind of ['system', 'user'] as const) {
    test(`of the ${kind} are understood by systemd`, { skip }, () => {
      const files = globSync(`${kind}/*`, { cwd: folder })
      assert.equal(files.length, 2)
      // systemd wants the program to be there, and it is only once stroj is installed.
      const units = files.map((file) => [basename(file), read(file).replace('/usr/local/bin/strojd', '/bin/true')])
      assert.equal(verify(kind, Object.fromEntries(units)), '')
    })

    test(`of the ${kind} let machines outlive the daemon`, () => {
      const service = read(`${kind}/stroj.service`)
      assert.match(service, /^KillMode=process$/m)
      assert.match(service, /^OOMPolicy=continue$/m)
      if (service.includes('RuntimeDirectory=')) assert.match(service, /^RuntimeDirectoryPreserve=yes$/m)
    })
  }

  test('with a mistake in them are found out', { skip }, () => {
    assert.match(verify('system', { 'a.service': '[Service]\nExecStart=/bin/true\nKilMode=process\n' }), /KilMode/)
  })
})
