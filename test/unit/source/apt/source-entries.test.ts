import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseDeb822Sources, parseOneLineSources } from '../../../../src/source/apt/source-entries.ts'

test('reads the one-line style with its options and comments', () => {
  const text = [
    '# deb http://old.example/debian bookworm main',
    'deb [arch=amd64 signed-by=/usr/share/keyrings/x.gpg] http://a.example/debian bookworm main contrib # mine',
    'deb-src http://a.example/debian bookworm main',
    'nonsense',
  ].join('\n')
  assert.deepEqual(parseOneLineSources(text), [
    {
      types: ['deb'],
      uris: ['http://a.example/debian'],
      suites: ['bookworm'],
      components: ['main', 'contrib'],
      signedBy: '/usr/share/keyrings/x.gpg',
    },
    {
      types: ['deb-src'],
      uris: ['http://a.example/debian'],
      suites: ['bookworm'],
      components: ['main'],
      signedBy: undefined,
    },
  ])
})

test('reads deb822 stanzas, and leaves out what is disabled', () => {
  const text = `Types: deb
# http://snapshot.example
URIs: http://a.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Enabled: no
Types: deb
URIs: http://b.example/
Suites: stable
Components: main
`
  assert.deepEqual(parseDeb822Sources(text), [
    {
      types: ['deb'],
      uris: ['http://a.example/debian'],
      suites: ['bookworm', 'bookworm-updates'],
      components: ['main'],
      signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
    },
  ])
})

test('a key inside a stanza stays whole', () => {
  const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINB\n -----END PGP PUBLIC KEY BLOCK-----'
  const text = `Types: deb\nURIs: http://a.example\nSuites: bookworm\nComponents: main\nSigned-By:\n ${key}\n`
  assert.equal(parseDeb822Sources(text)[0]?.signedBy, key)
})

test('no text makes them throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseOneLineSources(text)
      parseDeb822Sources(text)
    }),
  )
})
