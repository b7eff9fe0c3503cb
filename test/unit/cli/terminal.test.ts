import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FakeDaemon } from '../../fake/daemon.ts'
import { callCli, cliProgram } from '../../support/call-cli.ts'
import { Terminal } from '../../support/terminal.ts'

function terminal(daemon: FakeDaemon, words: string, after = ''): Terminal {
  const { PATH } = process.env
  return new Terminal(`'${process.execPath}' '${cliProgram}' ${words}${after}`, { PATH, STROJ_HOME: daemon.home })
}

describe('the console on a terminal', () => {
  test('says how to leave it, echoes, and gives the terminal back as it was', async () => {
    await using daemon = await FakeDaemon.open()
    await daemon.bench.createRunning('web')
    await using screen = terminal(daemon, 'console web', '; echo "code $?"; stty -a | grep -ow -- -*icanon')
    await screen.sees(/At the console of web\. Ctrl-\] leaves it\./)
    await screen.sees(/ready/)
    screen.type('hello\u0003')
    await screen.sees(/hello\u0003/)
    screen.type('\u001d')
    await screen.sees(/Left web; it runs on/)
    await screen.sees(/code 0\r\nicanon/)
    assert.equal(await screen.ended(), 0)
  })

  test("leaves by the keys of one's choice, and not by others", async () => {
    await using daemon = await FakeDaemon.open()
    await daemon.bench.createRunning('web')
    await using screen = terminal(daemon, 'shell web --detach-keys ctrl-p,ctrl-q')
    await screen.sees(/At the shell of web\. Ctrl-P Ctrl-Q leaves it\./)
    await screen.sees(/ready/)
    screen.type('x\u001d\u0010y')
    await screen.sees(/x\u001d\u0010y/)
    screen.type('\u0010\u0011')
    assert.equal(await screen.ended(), 0)
  })

  test('ends with the instance, and says how it ended', async () => {
    await using daemon = await FakeDaemon.open()
    await daemon.bench.createRunning('web')
    await using screen = terminal(daemon, 'console web')
    await screen.sees(/ready/)
    screen.type('!')
    await screen.sees(/web is stopped: the guest shut down/)
    assert.equal(await screen.ended(), 0)
  })

  test('what a guest writes for the terminal itself is not passed on', async () => {
    await using daemon = await FakeDaemon.open()
    const name = await daemon.bench.createRunning('web')
    await using screen = terminal(daemon, `console ${name}`)
    await screen.sees(/ready/)
    screen.type('\u001b]0;title\u0007\u001b[31mred')
    await screen.sees(/\u001b\[31mred/)
    assert.doesNotMatch(screen.seen, /title/)
    screen.type('\u001d')
    await screen.ended()
    // Colours are off again.
    assert.match(screen.seen, /red\u001b\[0m/)
  })
})

describe('without a terminal', () => {
  test('the console is a pipe: its input is typed, its output comes to the end of the instance', async () => {
    await using daemon = await FakeDaemon.open()
    await daemon.bench.createRunning('web')
    const { code, stdout, stderr } = await callCli(daemon.home, ['console', 'web'], { stdin: 'typed\u001d!' })
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /ready/)
  })

  test('a command in a guest gets its input, and gives its output and exit code', async () => {
    await using daemon = await FakeDaemon.open()
    daemon.bench.host.dress = (guest) => {
      guest.run = async ({ stdin = '', command, environment }) => ({
        exitCode: 7,
        stdout: stdin,
        stderr: Buffer.from(`${command.join(' ')} ${environment['A']}`).toString('base64'),
        truncated: false,
      })
    }
    await daemon.bench.createRunning('web')
    const outcome = await callCli(daemon.home, ['exec', '-e', 'A=b=c', 'web', '--', 'cat', '-n'], {
      stdin: 'in\u0000put',
    })
    assert.deepEqual(outcome, { code: 7, stdout: 'in\u0000put', stderr: 'cat -n b=c' })
  })

  test('a command that could not be begun has the exit codes of docker', async () => {
    await using daemon = await FakeDaemon.open()
    await daemon.bench.create('still')
    assert.equal((await callCli(daemon.home, ['exec', 'still', '--', 'true'])).code, 125)
    assert.equal((await callCli(daemon.home, ['exec', 'nobody', '--', 'true'])).code, 125)
    assert.equal((await callCli(daemon.home, ['exec', '-e', 'x', 'still', '--', 'true'])).code, 125)
  })

  test('run --rm passes the exit code on and leaves nothing', async () => {
    await using daemon = await FakeDaemon.open()
    daemon.bench.host.dress = (guest) => {
      guest.run = async () => ({ exitCode: 3, stdout: '', stderr: '', truncated: false })
    }
    assert.equal((await callCli(daemon.home, ['run', 'debian', '--rm', '--', 'false'])).code, 3)
    assert.equal((await callCli(daemon.home, ['ls', '-q'])).stdout, '')
  })

  test('Ctrl-C while a command runs ends ours, and with --rm the instance is gone', async () => {
    await using daemon = await FakeDaemon.open()
    daemon.bench.host.dress = (guest) => {
      guest.run = () => new Promise(() => undefined)
    }
    const { code } = await callCli(daemon.home, ['run', 'debian', '--rm', '--', 'sleep'], {
      onStderr: (soFar, stop) => {
        if (soFar.includes('waiting for the guest')) stop()
      },
    })
    assert.equal(code, 130)
    assert.equal((await callCli(daemon.home, ['ls', '-q'])).stdout, '')
  })
})

test('on a terminal what was done is said, in a line', async () => {
  await using daemon = await FakeDaemon.open()
  await daemon.bench.create('web')
  await using screen = terminal(daemon, 'start web')
  assert.equal(await screen.ended(), 0)
  // On a busy host its progress is shown before, and wiped out.
  const line = screen.seen.replaceAll(/\r[^\r\n]*\u001b\[K/g, '')
  assert.match(line, /^web is running \(emulated by TCG, which does not isolate it\)\.\r\n$/)
})

test('a table is coloured on a terminal, and not with NO_COLOR or --color never', async () => {
  await using daemon = await FakeDaemon.open()
  await daemon.bench.createRunning('web')
  const seen = async (words: string) => {
    await using screen = terminal(daemon, words)
    await screen.ended()
    return screen.seen
  }
  assert.match(await seen('ls'), /\u001b\[32mrunning\u001b\[39m/)
  assert.doesNotMatch(await seen('ls --color never'), /\u001b/)
})
