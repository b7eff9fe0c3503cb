import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const documents = globSync(['*.md', 'docs/**/*.md', 'bench/*.md'], { cwd: root })

/** The links of a Markdown file that lead to other files, as `file: link`, when nothing is there. */
function deadLinks(file: string): readonly string[] {
  return [...read(file).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(file), link)))
    .map((link) => `${file}: ${link}`)
}

test('every link between documents leads somewhere', () => {
  assert.ok(documents.length > 10, `the check saw only ${documents.length} documents`)
  assert.deepEqual(documents.flatMap(deadLinks), [])
})

test('a link that leads nowhere is found', () => {
  assert.deepEqual(deadLinks('test/rules/broken/dead-link.md'), ['test/rules/broken/dead-link.md: nowhere.md'])
})

test('the house drawing names every room of the house', () => {
  const house = read('docs/design/README.md')
  const rooms = globSync(['src/*/', 'src/engine/qemu/*/', 'src/{api,cli,plan,service,source}/*/'], { cwd: root })
  assert.ok(rooms.length > 20)
  const unnamed = rooms.map((room) => room.replace(/^src\//, '')).filter((room) => !house.includes(`\`${room}/\``))
  assert.deepEqual(unnamed, ['engine'])
})
