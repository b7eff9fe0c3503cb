import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseMirrors, sourcesFile, sourcesForGuest } from '../../../../src/source/apt/mirror.ts'
import { parseOneLineSources } from '../../../../src/source/apt/source-entries.ts'

const choose = (...lines: readonly string[]) => chooseMirrors(parseOneLineSources(lines.join('\n')), 'bookworm')

test('takes the mirror that this host uses for the release', () => {
  const { archive, security } = choose(
    'deb http://ftp.example/debian/ bookworm main',
    'deb http://ftp.example/debian bookworm-updates main',
    'deb http://sec.example/debian-security bookworm-security main',
  )
  assert.deepEqual(archive, { uri: 'http://ftp.example/debian', signedBy: undefined })
  assert.deepEqual(security, { uri: 'http://sec.example/debian-security', signedBy: undefined })
})

test('a host with a newer Debian lends its mirror', () => {
  const { archive, security } = choose(
    'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://ftp.example/debian trixie main',
    'deb http://sec.example/debian-security trixie-security main',
  )
  assert.equal(archive.uri, 'http://ftp.example/debian')
  assert.equal(security?.uri, 'http://sec.example/debian-security')
})

test('a third party that calls its suite as Debian does is not taken for Debian', () => {
  const { archive } = choose(
    'deb [signed-by=/usr/share/keyrings/third.gpg] https://third.example/debian bookworm main',
    'deb http://ftp.example/debian bookworm main',
  )
  assert.equal(archive.uri, 'http://ftp.example/debian')
})

test('a mirror of the company with a key of its own is taken when there is no other', () => {
  const { archive } = choose('deb [signed-by=/etc/apt/keyrings/us.gpg] https://mirror.example/debian bookworm main')
  assert.deepEqual(archive, { uri: 'https://mirror.example/debian', signedBy: '/etc/apt/keyrings/us.gpg' })
})

test('a host without Debian sources gets the public mirror with the keys of Debian', () => {
  const { archive } = choose('deb http://archive.ubuntu.example/ubuntu jammy main', 'deb cdrom:[x]/ bookworm main')
  assert.deepEqual(archive, {
    uri: 'http://deb.debian.org/debian',
    signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
  })
})

test('our own apt reads only package lists of one architecture, the guest everything', () => {
  const mirrors = choose('deb http://ftp.example/debian bookworm main')
  assert.equal(
    sourcesFile(mirrors, { release: 'bookworm', architecture: 'amd64', mainOnly: false }),
    `Types: deb
URIs: http://ftp.example/debian
Suites: bookworm bookworm-updates
Components: main
Architectures: amd64
Targets: Packages
Languages: none
`,
  )
  assert.equal(
    sourcesFile(mirrors, { release: 'bookworm', architecture: 's390x', mainOnly: true }),
    `Types: deb
URIs: http://ftp.example/debian
Suites: bookworm
Components: main
Architectures: s390x
Targets: Packages
Languages: none
`,
  )
  assert.equal(
    sourcesForGuest(mirrors, 'bookworm'),
    `Types: deb
URIs: http://ftp.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`,
  )
})
