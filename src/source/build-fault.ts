import { formatBytes } from '../kit/bytes.ts'
import { freeBytes } from '../host/free-space.ts'
import { isDiskFull } from '../host/disk-full.ts'
import { errorCode } from '../host/error-code.ts'
import { systemReason } from '../host/errno.ts'
import { RunError } from '../host/run.ts'
import { Fault } from '../model/fault.ts'

/** Debian packages of the programs that recipes run. */
const packageOf: Readonly<Record<string, string>> = {
  'apt-get': 'apt',
  'apt-cache': 'apt',
  'dpkg-deb': 'dpkg',
  'qemu-img': 'qemu-utils',
  mmdebstrap: 'mmdebstrap',
  mke2fs: 'e2fsprogs',
  mformat: 'mtools',
  mmd: 'mtools',
  mcopy: 'mtools',
  prlimit: 'util-linux',
  unshare: 'util-linux',
  xz: 'xz-utils',
}

/** What a recipe failed with, as a fault that a person can act on. An error that is none of the world's stays as it is. */
export async function toBuildFault(error: unknown, recipe: string, folder: string, needed: number): Promise<unknown> {
  if (error instanceof Fault) return error
  if (isDiskFull(error)) return await diskFull(folder, needed, error)
  if (error instanceof RunError) {
    if (error.why.kind === 'not-found') return toolMissing(error.file, error)
    return new Fault('image.build-failed', { recipe, reason: lastWords(error) }, { cause: error })
  }
  if (errorCode(error) === undefined) return error
  return new Fault('image.build-failed', { recipe, reason: systemReason(error) }, { cause: error })
}

function toolMissing(tool: string, cause?: unknown): Fault {
  return new Fault('host.tool-missing', { tool, package: packageOf[tool] ?? tool }, { cause })
}

/** `needed`: in bytes; 0 when nobody knows how many more. */
export async function diskFull(folder: string, needed: number, cause?: unknown): Promise<Fault> {
  const free = formatBytes(await freeBytes(folder).catch(() => 0))
  return new Fault(
    'host.disk-full',
    { path: folder, free, needed: needed === 0 ? 'more' : formatBytes(needed) },
    { cause },
  )
}

/** Lines that only say that something failed, after another line has said what. */
const hollow = /^dlstatus:|mmdebstrap failed to run|^E: setup failed|^I: main\(\) received/

/** The last line that says something, without the noise that programs end with. */
function lastWords(error: RunError): string {
  const { why } = error
  if (why.kind === 'timeout') return `${error.file} did not end within ${Math.round(why.timeoutMs / 60_000)} minutes`
  if (why.kind === 'too-much-output') return `${error.file} wrote more than can be right`
  const lines = ('stderr' in why ? why.stderr : '').split('\n').map((line) => line.trim())
  const said = lines.filter((line) => line !== '' && !hollow.test(line))
  const telling = said.findLast((line) => /^E: |error|fail|cannot|could not/i.test(line)) ?? said.at(-1)
  const end =
    why.kind === 'signal' ? `was killed by ${why.signal}` : `ended with code ${'code' in why ? why.code : '?'}`
  if (telling === undefined) return `${error.file} ${end}`
  return telling
    .replace(/^E: /, '')
    .replace(/[.\s]+$/, '')
    .slice(0, 300)
}
