import assert from 'node:assert/strict'
import { test } from 'node:test'
import { downloadPercent, packageVersion, parsePrintedUris } from '../../../../src/source/apt/apt-output.ts'

const sha256 = 'ffdc7852decec129a903acf1b9ac083859cabee60e7b24477b652f36e228e808'

test('reads what apt would fetch', () => {
  const line = `'http://m.example/q/qemu-guest-agent_7.2%2bdfsg_amd64.deb' qemu-guest-agent_1%3a7.2+dfsg-7_amd64.deb 346272 SHA256:${sha256}`
  assert.deepEqual(parsePrintedUris(`Reading package lists...\n${line}\n`), [
    {
      uri: 'http://m.example/q/qemu-guest-agent_7.2%2bdfsg_amd64.deb',
      file: 'qemu-guest-agent_1%3a7.2+dfsg-7_amd64.deb',
      sizeBytes: 346272,
      sha256,
    },
  ])
})

test('leaves out what has a weak digest or a path for a name', () => {
  assert.deepEqual(parsePrintedUris("'http://m.example/x' x_1_all.deb 1 MD5Sum:00"), [])
  assert.deepEqual(parsePrintedUris(`'http://m.example/x' ../x_1_all.deb 1 SHA256:${sha256}`), [])
})

test('a package is asked for by name and version', () => {
  assert.equal(packageVersion('qemu-guest-agent_1%3a7.2+dfsg-7_amd64.deb'), 'qemu-guest-agent=1:7.2+dfsg-7')
})

test('progress is the last percentage of a piece of output', () => {
  assert.equal(downloadPercent('dlstatus:1:3.5:Retrieving\ndlstatus:2:41.9:Retrieving\n'), 41.9)
  assert.equal(downloadPercent('Get:1 http://m.example'), undefined)
})
