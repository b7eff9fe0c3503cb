import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/** Runs the generators in a copy of the project, and says which of its files they would change. */
const root = process.cwd()
const copy = mkdtempSync(join(tmpdir(), 'stroj-generated-'))
try {
  const leftOut: ReadonlySet<string> = new Set(['.git', 'node_modules', 'dist', '.cache'])
  cpSync(root, copy, { recursive: true, filter: (path) => !leftOut.has(relative(root, path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const before = hashes(copy)
  const { status } = spawnSync(process.execPath, ['tools/generate.ts'], { cwd: copy, stdio: 'inherit' })
  const after = hashes(copy)
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file))
  for (const file of stale) console.log(`${file} is not what its generator writes: npm run generate`)
  console.log(`Compared ${after.size} files.`)
  process.exitCode = status === 0 && stale.length === 0 ? 0 : 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}

function hashes(folder: string): ReadonlyMap<string, string> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true, exclude: ['node_modules'] }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')]
    }),
  )
}
