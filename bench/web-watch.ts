import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { BenchDaemon } from './kit/daemon.ts'
import { WebVisitor } from './kit/web-visitor.ts'

/**
 * What the daemon takes of a processor while running instances are watched in the web app: nobody looks, one person has the list
 * open with loads of all, three persons have. `node bench/web-watch.ts 50 20`.
 */
const count = Number(process.argv[2] ?? 50)
const seconds = Number(process.argv[3] ?? 20)
const memory = '256MiB'

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', 'tiny')
await daemon.stroj('image', 'warm', 'tiny', '--memory', memory)
const names = Array.from({ length: count }, (_, index) => `w${String(index).padStart(2, '0')}`)
for (const name of names) {
  await daemon.call('POST', '/v1/instances', { name, spec: { image: 'tiny', memory } })
  await daemon.call('POST', `/v1/instances/${name}/start`)
}
const { pid } = await daemon.call<{ pid: number }>('GET', '/v1/daemon')
console.log(`${count} x tiny running, each measured for ${seconds} s; load of the host: ${loadavg()[0]?.toFixed(1)}`)
await tell('nobody looks')
await using visitor = await WebVisitor.arrive()
for (const who of ['one person looks at the list', 'two persons', 'three persons']) {
  const page = await visitor.signedIn(daemon)
  await page.getByRole('link', { name: 'Instances' }).click()
  await page.locator('.app-spark').first().waitFor()
  await tell(who)
}
await daemon.stroj('web', 'off')

async function tell(what: string): Promise<void> {
  const before = processorSeconds()
  await pause(1000 * seconds)
  const share = (100 * (processorSeconds() - before)) / seconds
  console.log(`  ${what}: the daemon takes ${share.toFixed(1)} % of one processor`)
}

/** What the daemon has worked since it was started (proc(5), stat: user and system time in hundredths of a second). */
function processorSeconds(): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
