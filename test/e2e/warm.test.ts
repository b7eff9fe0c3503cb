import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import type { WarmImage } from '../../src/model/warm.ts'
import { Home } from '../support/home.ts'
import { freePort } from '../support/free-port.ts'
import { sayWhoYouAre } from '../support/guest-identity.ts'
import { untilFound } from '../support/until.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const small = ['--memory', '128MiB'] as const
const make = (home: Home) => home.ok(['image', 'warm', 'tiny', ...small], { timeoutMs: 600_000 })
const listed = (home: Home) => home.json<WarmImage[]>(['warm', 'ls'])

function killOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // More output came after it was gone.
  }
}

/** Of each network card its address, and whether its network has given it one, as JSON. */
const seen = `for nic in /sys/class/net/eth*; do
  ip -4 address show "\${nic##*/}" | grep -q inet && has=true || has=false
  printf '{"mac": "%s", "has": %s}\\n' "$(cat "$nic/address")" "$has"
done`

test('forks of one guest share nothing that tells who they are, and leave its memory alone', async () => {
  await using home = await Home.shared()
  await make(home)
  const [item] = await listed(home)
  const memory = join(home.path, 'state/warm', item?.id ?? '', 'memory')
  const digest = async () =>
    createHash('sha256')
      .update(await readFile(memory))
      .digest('hex')
  const before = await digest()

  const names = ['f1', 'f2', 'f3']
  for (const name of names) await home.ok(['run', 'tiny', '--name', name, '-d', ...small])
  const words: string[] = []
  for (const name of names) {
    const said = (await home.ok(['exec', name, '--', 'sh', '-c', sayWhoYouAre])).trim().split('\n')
    const { uuid, acceleration } = await home.json<Instance>(['show', name])
    assert.equal(said[0], name)
    assert.equal(said[2], uuid)
    assert.notEqual(acceleration, null)
    words.push(...said)
  }
  assert.equal(new Set(words).size, words.length, words.join(' '))
  const clock = Number(await home.ok(['exec', 'f1', '--', 'date', '+%s']))
  assert.ok(Math.abs(clock - Date.now() / 1000) < 30)
  await home.ok([
    'exec',
    'f1',
    '--',
    'sh',
    '-c',
    'head -c 40000000 /dev/zero > /tmp/a; rm /tmp/a; ping -c 1 -W 5 10.0.2.2 || true',
  ])
  assert.equal((await listed(home))[0]?.uses, 3)

  await home.ok(['kill', 'f1'])
  await home.ok(['start', 'f1'])
  assert.equal((await home.ok(['exec', 'f1', '--', 'hostname'])).trim(), 'f1')
  assert.equal(await digest(), before)
  await home.ok(['rm', '--force', ...names])
  await home.ok(['warm', 'rm', item?.id ?? ''])
})

test('a fork outlives its daemon, and restarts in itself', async () => {
  await using home = await Home.shared()
  await make(home)
  await home.ok(['run', 'tiny', '--name', 'f1', '-d', ...small])
  process.kill(await home.daemonPid(), 'SIGKILL')
  assert.equal((await home.ok(['exec', 'f1', '--', 'hostname'])).trim(), 'f1')
  const uuid = async () => (await home.ok(['exec', 'f1', '--', 'cat', '/sys/class/dmi/id/product_uuid'])).trim()
  const before = await uuid()
  await home.ok(['reset', 'f1'])
  assert.equal(await uuid(), before)
  await home.ok(['rm', '--force', 'f1'])
  await home.ok(['warm', 'rm', ...(await listed(home)).map(({ id }) => id)])
})

test('a volume is plugged in when a fork is itself, and is there at its next boot', async () => {
  await using home = await Home.shared()
  await make(home)
  await home.ok(['volume', 'create', 'data', '--size', '1MiB'])
  const { stderr } = await home.stroj([
    'run',
    'tiny',
    '--name',
    'f1',
    '-d',
    '--set',
    'disks=[{volume: data}]',
    ...small,
  ])
  assert.doesNotMatch(stderr, /boots, since/)
  const size = async () => (await home.ok(['exec', 'f1', '--', 'cat', '/sys/block/vda/size'])).trim()
  assert.equal((await listed(home))[0]?.uses, 1)
  assert.equal(await size(), '2048')
  await home.ok(['kill', 'f1'])
  await home.ok(['start', 'f1'])
  assert.equal(await size(), '2048')
  await home.ok(['rm', '--force', 'f1'])
  await home.ok(['volume', 'rm', 'data'])
  await home.ok(['warm', 'rm', ...(await listed(home)).map(({ id }) => id)])
})

test('more network cards are plugged in when a fork is itself, and lead where they should, also after its next boot', async () => {
  await using home = await Home.shared()
  await make(home)
  const port = await freePort()
  const nics = `nics=[{network: user}, {network: isolated}, {network: user, forward: ["${port}:80"]}]`
  const { stderr } = await home.stroj(['run', 'tiny', '--name', 'f1', '-d', '--set', nics, ...small])
  assert.doesNotMatch(stderr, /boots, since/)
  assert.equal((await listed(home))[0]?.uses, 1)
  const shell = (line: string) => home.ok(['exec', 'f1', '--', 'sh', '-c', line])
  const assertAllLead = async () => {
    const wanted = (await home.json<Instance>(['show', 'f1'])).macs
    await untilFound(30_000, async () => {
      const found = JSON.parse(`[${(await shell(seen)).trim().split('\n').join()}]`) as { mac: string; has: boolean }[]
      const isAll = found.length === 3 && found.every(({ has }) => has)
      if (isAll) assert.deepEqual(new Set(found.map(({ mac }) => mac)), new Set(wanted))
      return isAll ? true : undefined
    })
    await shell('mkdir -p /www; echo from the third > /www/index.html; pidof httpd || httpd -h /www')
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'from the third\n')
  }
  await assertAllLead()
  assert.match((await home.stroj(['suspend', 'f1'])).stderr, /a network card that was plugged in/)
  assert.match((await home.stroj(['fork', 'f1', 'f2'])).stderr, /a network card that was plugged in .*; start it anew/)
  await home.ok(['kill', 'f1'])
  await home.ok(['start', 'f1'])
  await assertAllLead()
  await home.ok(['rm', '--force', 'f1'])
  await home.ok(['warm', 'rm', ...(await listed(home)).map(({ id }) => id)])
})

test('a warm image that somebody has cut is not used, and the instance boots', async () => {
  await using home = await Home.shared()
  await make(home)
  const [item] = await listed(home)
  await truncate(join(home.path, 'state/warm', item?.id ?? '', 'memory'), 1 << 20)
  const { stderr } = await home.stroj(['run', 'tiny', '--name', 'f1', '-d', ...small])
  assert.match(stderr, /boots, since the warm image \S+ is damaged: somebody has written to its memory/)
  assert.match((await listed(home))[0]?.unfit ?? '', /written to its memory/)
  assert.equal((await home.ok(['exec', 'f1', '--', 'hostname'])).trim(), 'f1')
  await home.ok(['rm', '--force', 'f1'])
  await home.ok(['warm', 'rm', item?.id ?? ''])
})

test('a daemon that is killed while it keeps a guest leaves nothing of it', async () => {
  await using home = await Home.shared()
  await home.ok(['ls'])
  const daemon = await home.daemonPid()
  await home.stroj(['image', 'warm', 'tiny', ...small], {
    timeoutMs: 120_000,
    onOutput: ({ stderr }) => {
      if (stderr.includes('until the guest rests')) killOnce(daemon)
    },
  })
  await home.ok(['ls'])
  assert.deepEqual(await listed(home), [])
  assert.deepEqual(await readdir(join(home.path, 'state/warm')).catch(() => []), [])
})

test('an image without a guest agent is refused, and the settings are shown and kept', async () => {
  await using home = await Home.shared()
  const refused = await home.stroj([
    'image',
    'warm',
    'tiny',
    '--set',
    'machine=microvm',
    '--set',
    'console.screen=false',
  ])
  assert.match(refused.stderr, /No guest of image "tiny" can be kept warm: machine microvm/)
  assert.equal(await home.ok(['warm', 'set']), 'automatic: off\nbudget: 16GiB\n')
})

/** What systemd and its bus know of the machine, and what nobody may have from another one. */
const systemIdentity = [
  'cat /etc/hostname /etc/machine-id /proc/sys/kernel/random/boot_id /sys/class/dmi/id/product_uuid',
  'cat /sys/class/net/enp1s0/address',
  'busctl call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus GetId',
  'head -c 16 /dev/urandom | od -An -tx1 | tr -d " "',
].join('; ')

test('forks of a Debian are whole systems of their own, with journals that begin with them', async () => {
  await using home = await Home.shared()
  await home.ok(['image', 'build', 'debian'], { timeoutMs: 1_800_000 })
  const size = ['--memory', '512MiB']
  await home.ok(['image', 'warm', 'debian', ...size], { timeoutMs: 900_000 })
  const names = ['d1', 'd2']
  for (const name of names) await home.ok(['run', 'debian', '--name', name, '-d', ...size], { timeoutMs: 120_000 })
  const inside = async (name: string, script: string) =>
    (await home.ok(['exec', name, '--', 'sh', '-c', script], { timeoutMs: 120_000 })).trim()
  const words = (await Promise.all(names.map((name) => inside(name, systemIdentity)))).flatMap((text) =>
    text.split('\n'),
  )
  assert.equal(new Set(words).size, words.length, words.join(' '))
  for (const name of names) {
    assert.equal(await inside(name, 'systemctl is-system-running --wait'), 'running')
    assert.equal(await inside(name, 'ls /var/log/journal'), await inside(name, 'cat /etc/machine-id'))
    assert.equal(await inside(name, 'journalctl --list-boots --no-pager --quiet | grep -c "^ *[-0-9]"'), '1')
  }
  await home.ok(['rm', '--force', ...names])
  await home.ok(['warm', 'rm', ...(await listed(home)).map(({ id }) => id)])
})
