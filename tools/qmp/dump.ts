import { writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { argv, stdout } from 'node:process'

/**
 * Writes the introspection dump of a QEMU binary as compact JSON: `node tools/qmp/dump.ts FILE [BINARY]`.
 * One file for each supported QEMU stands beside this program; the types are generated from it.
 */
const [file = 'tools/qmp/schema-7.2.json', binary = 'qemu-system-x86_64'] = argv.slice(2)
const qemu = spawn(binary, ['-machine', 'none', '-nodefaults', '-display', 'none', '-qmp', 'stdio'], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
for (const execute of ['qmp_capabilities', 'query-version', 'query-qmp-schema', 'quit']) {
  qemu.stdin.write(`${JSON.stringify({ execute, id: execute })}\n`)
}
for await (const line of createInterface({ input: qemu.stdout })) {
  const message = JSON.parse(line) as { readonly id?: string; readonly return?: unknown }
  if (message.id === 'query-qmp-schema') await writeFile(file, `${JSON.stringify(message.return)}\n`)
  if (message.id === 'query-version') stdout.write(`${JSON.stringify(message.return)}\n`)
}
if (qemu.exitCode === null) await once(qemu, 'exit')
