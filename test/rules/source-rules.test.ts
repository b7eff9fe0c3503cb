import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { catalogueFiles } from '../../tools/fault/details.ts'
import { catalogue } from '../../src/model/fault-catalogue.ts'
import { expectedIn } from './expected.ts'
import { lookAtSources } from './source-rules.ts'

const root = join(import.meta.dirname, '../..')
const broken = join(import.meta.dirname, 'broken/source')

test('every source file keeps the rules of the house', () => {
  const { files, findings } = lookAtSources(root)
  assert.ok(files > 30, `the check saw only ${files} files`)
  assert.deepEqual(findings, [])
})

test('the source rules find every broken sample, each for its own reason', () => {
  const { files, findings } = lookAtSources(broken)
  assert.equal(files, 9)
  assert.deepEqual(findings, expectedIn(broken))
})

test('every fault of the catalogue can happen', () => {
  const source = globSync('src/**/*.ts', { cwd: root, exclude: catalogueFiles })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const unused = Object.keys(catalogue).filter((code) => !source.includes(`'${code}'`))
  assert.deepEqual(unused, [])
})

test('no file names a path of the machine that it was written on', () => {
  const here = [root, homedir()].filter((path) => path.split('/').length > 2)
  const files = filesIn(root)
  assert.ok(files.length > 50, `the check saw only ${files.length} files`)
  const naming = files.filter((file) => here.some((path) => readFileSync(file, 'utf8').includes(path)))
  assert.deepEqual(naming, [])
})

const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', 'dist', '.cache'])

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !skipped.has(name))
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]))
}
