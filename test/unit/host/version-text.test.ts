import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { versionIn } from '../../../src/host/version-text.ts'

const table: readonly (readonly [said: string, version: string | null])[] = [
  ['QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright', '7.2.22'],
  ['qemu-img version 10.0.2 (Debian 1:10.0.2+ds-2)\n', '10.0.2'],
  ['passt 0.0~git20250503.587980c-2+b1\nCopyright', '0.0~git20250503.587980c-2+b1'],
  ['passt 2025_05_03.587980c\n', '2025_05_03.587980c'],
  ['passt unknown version\nCopyright Red Hat\nGNU Affero GPL version 3 or later', null],
  ['TPM emulator version 0.7.1, Copyright (c) 2014-2021 IBM Corp.', '0.7.1'],
  ['virtiofsd backend 1.10.0', '1.10.0'],
  ['virtiofsd version 7.2.22 (Debian 1:7.2+dfsg-7)\nusing FUSE kernel interface version 7.36', '7.2.22'],
  ['crun version 1.8.1\ncommit: f8a096b', '1.8.1'],
  ['runc version 1.1.5+ds1\ncommit: 1.1.5', '1.1.5+ds1'],
  ['bubblewrap 0.8.0', '0.8.0'],
  ['mmdebstrap 1.3.5', '1.3.5'],
  ['kmod version 30\n+ZSTD +XZ', '30'],
  ['nftables v1.0.6 (Lester Gooch #5)', '1.0.6'],
  ['ip utility, iproute2-6.1.0, libbpf 1.1.0', '6.1.0'],
  ['what?', null],
  ['', null],
]

for (const [said, version] of table) {
  test(`"${said.split('\n')[0]}" is of version ${version}`, () => assert.equal(versionIn(said), version))
}

test('a version begins with a digit, whatever a program says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (said) => {
      const version = versionIn(said)
      assert.ok(version === null || (/^\d/.test(version) && said.includes(version)))
    }),
  )
})
