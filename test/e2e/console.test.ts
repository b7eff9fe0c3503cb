import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

for (const [command, device] of [
  ['console', '/dev/ttyS0'],
  ['shell', '/dev/hvc0'],
] as const) {
  test(`what is typed at the ${command} of a guest is answered, and it goes on when the viewer leaves`, async () => {
    await using home = await Home.shared()
    await home.ok(['run', 'tiny', '--name', 'typed', '--detach'])
    await home.ok(['exec', 'typed', '--', 'true'])
    const { stdout } = await home.stroj([command, 'typed'], {
      stdin: 'echo $((6*7)) on $(tty)\n',
      onOutput: (soFar, stop) => {
        if (soFar.stdout.includes('42 on')) stop('SIGTERM')
      },
    })
    assert.match(stdout, new RegExp(`42 on ${device}`))
    assert.match(await home.ok(['ls', '--filter', 'state=running', '-q']), /^typed$/m)
    await home.ok(['rm', '--force', 'typed'])
  })
}

test('logs -f shows what the guest writes while it runs, and ends with it', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'talker', '--detach'])
  await home.ok(['exec', 'talker', '--', 'true'])
  const following = home.stroj(['logs', '-f', 'talker'], {
    onOutput: (soFar, stop) => {
      if (soFar.stdout.includes('spoken')) stop('SIGINT')
    },
  })
  await home.ok(['exec', 'talker', '--', 'sh', '-c', 'echo spoken > /dev/ttyS0'])
  assert.match((await following).stdout, /spoken/)
  await home.ok(['rm', '--force', 'talker'])
})
