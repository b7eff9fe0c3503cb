import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { layers, outside } from '../../test/rules/layers.ts'

/** Writes docs/design/imports.md: the table that the layer check goes by, for people. */
const rows = Object.entries(layers).map(([layer, below]) => {
  const parts = Object.entries(below).map(([name, access]) => (access === 'types' ? `*types of* ${name}` : name))
  return `| ${layer} | ${parts.join(', ') || '–'} | ${packagesOf(layer).join(', ') || 'nothing'} |`
})

function packagesOf(layer: string): readonly string[] {
  const own = Object.entries(outside).flatMap(([name, owners]) =>
    owners.flatMap((owner) => (owner.split('/')[0] === layer ? [placed(name, owner)] : [])),
  )
  return layer === 'host' ? ['all of Node (`node:*`)', ...own.filter((name) => !name.startsWith('node:'))] : own
}

/** Where a package belongs to one file of a layer, that file is named. */
function placed(name: string, owner: string): string {
  return owner.includes('/') ? `${name} (${owner} only)` : name
}

const page = `# What may import what

Written from \`test/rules/layers.ts\`, which checks it. What is not listed is not allowed.

| layer | may import | from npm and Node |
|---|---|---|
${rows.join('\n')}

Within \`engine/\`, one engine must not know another.
`
writeFileSync(join(import.meta.dirname, '../../docs/design/imports.md'), page)
