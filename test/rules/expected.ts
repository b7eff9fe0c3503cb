import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const MARK = '// expect: '

/**
 * What the broken samples under `root` say must be found in them, as `file:line: why`.
 * A sample says it in a comment above the line: `// expect: why`.
 */
export function expectedIn(root: string): readonly string[] {
  return globSync('**/*.ts', { cwd: root })
    .toSorted()
    .flatMap((file) => expectedInFile(file, readFileSync(join(root, file), 'utf8')))
}

function expectedInFile(file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.startsWith(MARK) ? [`${file}:${index + 2}: ${line.slice(MARK.length)}`] : []))
}
