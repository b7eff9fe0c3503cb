import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathsOf } from '../../../src/connect/paths-of.ts'

test('a user gets the XDG folders', () => {
  assert.deepEqual(
    pathsOf({ HOME: '/home/ana', XDG_DATA_HOME: '/data/', XDG_RUNTIME_DIR: '/run/user/1000', XDG_CACHE_HOME: '/c' }),
    { state: '/data/stroj', runtime: '/run/user/1000/stroj', cache: '/c/stroj' },
  )
})

test('without XDG variables everything lies in the home folder, and sockets never in /tmp', () => {
  assert.deepEqual(pathsOf({ HOME: '/home/ana' }), {
    state: '/home/ana/.local/share/stroj',
    runtime: '/home/ana/.local/share/stroj/run',
    cache: '/home/ana/.cache/stroj',
  })
})

test('relative XDG paths are ignored, as their specification demands', () => {
  assert.equal(pathsOf({ HOME: '/home/ana', XDG_DATA_HOME: 'data' }).state, '/home/ana/.local/share/stroj')
})

test('STROJ_HOME holds all three, and wins over everything', () => {
  assert.deepEqual(
    pathsOf({ HOME: '/home/ana', XDG_RUNTIME_DIR: '/run/x', STROJ_MODE: 'system', STROJ_HOME: '/t/s' }),
    {
      state: '/t/s/state',
      runtime: '/t/s/run',
      cache: '/t/s/cache',
    },
  )
})

test('the system service has the folders of the system', () => {
  assert.deepEqual(pathsOf({ STROJ_MODE: 'system' }), {
    state: '/var/lib/stroj',
    runtime: '/run/stroj',
    cache: '/var/cache/stroj',
  })
})

test('no home, or a relative one, is a fault that says so', () => {
  assert.throws(() => pathsOf({}), /HOME is not set/)
  assert.throws(() => pathsOf({ HOME: '/h', STROJ_HOME: 'here' }), /STROJ_HOME must be an absolute path/)
})
