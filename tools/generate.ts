import { globSync } from 'node:fs'
import { join } from 'node:path'

/** Writes every generated file anew: each `tools/NAME/generate.ts` is a program that writes its own. */
for (const file of globSync('*/generate.ts', { cwd: import.meta.dirname }).toSorted()) {
  await import(join(import.meta.dirname, file))
}
