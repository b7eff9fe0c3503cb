import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { TempDir } from '../../src/host/temp-dir.ts'
import { Home } from '../support/home.ts'

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl someone@example'
const passwordHash =
  '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/'

test('cloud-init in a guest makes the user, key, password and network of the spec, and runs its lines', async () => {
  await using home = await Home.shared()
  await using folder = await TempDir.make('stroj-cloud')
  const packages = ['cloud-init', 'e2fsprogs'].flatMap((name) => ['--package', name])
  await home.ok(['image', 'build', 'debian', '--name', 'with-cloud-init', ...packages], { timeoutMs: 900_000 })
  const spec = {
    image: 'with-cloud-init',
    cloud: { user: 'somebody', keys: [key], passwordHash, run: ['echo \'"$HOME": [\' > /ran'] },
  }
  const file = join(folder.path, 'spec.yaml')
  await writeFile(file, JSON.stringify(spec))
  await home.ok(['run', '-f', file, '--name', 'seeded', '-d'], { timeoutMs: 120_000 })
  const script = [
    'cloud-init status --wait >/dev/null',
    'cat /home/somebody/.ssh/authorized_keys',
    'grep ^somebody: /etc/shadow | cut -d: -f2',
    'cat /ran',
    'hostname',
    'cat /etc/sudoers.d/90-cloud-init-users | tail -1',
    'ls /etc/systemd/network/10-cloud-init-*',
  ].join('; ')
  const output = await home.ok(['exec', 'seeded', '--wait', '5m', '--', 'sh', '-c', script], { timeoutMs: 600_000 })
  const [keys, password, ran, host, sudo, network] = output.split('\n').filter((line) => !/^\.*$/.test(line))
  assert.equal(keys, key)
  assert.equal(password, passwordHash)
  assert.equal(ran, '"$HOME": [')
  assert.equal(host, 'seeded')
  assert.equal(sudo, 'somebody ALL=(ALL) NOPASSWD:ALL')
  assert.match(network ?? '', /10-cloud-init-/)
  await home.ok(['rm', '-f', 'seeded'])
  await home.ok(['image', 'rm', 'with-cloud-init'])
})
