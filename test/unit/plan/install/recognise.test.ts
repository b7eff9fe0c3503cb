import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recognise } from '../../../../src/plan/install/recognise.ts'

const known: readonly (readonly [string, string | undefined])[] = [
  ['Debian 12.5.0 amd64 n', 'debian'],
  ['Debian 13.1.0 amd64 1', 'debian'],
  ['Ubuntu-Server 24.04.1 LTS amd64', 'ubuntu'],
  ['Ubuntu 23.10 amd64', 'ubuntu'],
  ['Fedora-S-dvd-x86_64-40', 'fedora'],
  ['Fedora-E-dvd-x86_64-42', 'fedora'],
  ['Fedora-WS-Live-40-1-14', undefined],
  ['ARCH_202411', 'arch'],
  ['CCCOMA_X64FRE_EN-US_DV9', 'windows'],
  ['SSS_X64FREE_EN-US_DV9', 'windows'],
  ['CDROM', undefined],
  ['', undefined],
]
for (const [volume, system] of known) {
  test(`a medium named "${volume}" is ${system ?? 'nobody’s'}`, () => assert.equal(recognise(volume), system))
}

test('what osinfo-db knows counts where our own table knows nothing', () => {
  const more = [
    { volume: /^Debian GNU\/Linux live$/, system: 'debian' },
    { volume: /^ARCH_202411$/, system: 'windows' },
  ] as const
  assert.equal(recognise('Debian GNU/Linux live', more), 'debian')
  assert.equal(recognise('ARCH_202411', more), 'arch')
})
