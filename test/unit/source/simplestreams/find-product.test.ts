import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { findDisk, productPaths } from '../../../../src/source/simplestreams/find-product.ts'

const sha256 = 'c'.repeat(64)
const disk = (path: string) => ({ 'disk.qcow2': { ftype: 'disk-kvm.img', path, size: 1, sha256 } })
const products = {
  products: {
    'debian:12:arm64:default': {
      aliases: 'debian/12,debian/12/default',
      arch: 'arm64',
      os: 'Debian',
      release: '12',
      versions: { '20261101_05:24': { items: disk('arm') } },
    },
    'debian:12:amd64:default': {
      aliases: 'debian/12, debian/12/default',
      arch: 'amd64',
      os: 'Debian',
      release: '12',
      versions: {
        '20261120_05:24': { items: disk('old') },
        '20261122_05:24': { items: disk('new') },
        '20261123_05:24': { items: { 'root.squashfs': { ftype: 'squashfs', path: 'container', sha256 } } },
      },
    },
  },
}

test('an alias means the newest disk of its product, for the architecture that is wanted', () => {
  const digest = { algorithm: 'sha256', hex: sha256 }
  assert.deepEqual(findDisk(products, 'debian/12', 'amd64'), { path: 'new', digest, os: 'debian:12' })
  assert.equal(findDisk(products, 'debian/12/default', 'arm64')?.path, 'arm')
  assert.equal(findDisk(products, 'debian/12', 's390x'), undefined)
  assert.equal(findDisk(products, 'debian', 'amd64'), undefined)
})

test('only lists of images are read', () => {
  const index = {
    index: { images: { datatype: 'image-downloads', path: 'p' }, other: { datatype: 'content', path: 'q' } },
  }
  assert.deepEqual(productPaths(index), ['p'])
})

test('nothing that a server sends makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      productPaths(value)
      productPaths({ index: value })
      findDisk({ products: value }, '', '')
      findDisk({ products: { a: { aliases: '', arch: '', versions: value } } }, '', '')
    }),
  )
})
