import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What qemu-img itself needs of a host: its libraries, its modules, and what the C library reads. */
const ownFiles =
  /^\/(?:usr\/)?lib\d*\/|^\/etc\/(?:ld\.so\.cache|ssl\/|gnutls\/|gcrypt\/|localtime|pki\/|crypto-policies\/)|^\/usr\/(?:share|local\/lib)\/|^\/proc\/(?:self|sys|cpuinfo|meminfo|filesystems)|^\/sys\/|^\/dev\/(?:u?random|null)$/

/**
 * Watches every program that is run with limits, by a `prlimit` of our own that comes first in the search path: it runs the
 * real one below strace(1), which stands outside of those limits.
 */
export class Traced implements AsyncDisposable {
  readonly #folder: string
  readonly #pathBefore: string

  private constructor(folder: string, pathBefore: string) {
    this.#folder = folder
    this.#pathBefore = pathBefore
  }

  static async begin(folder: string): Promise<Traced> {
    const before = process.env['PATH'] ?? '/usr/bin:/bin'
    await mkdir(join(folder, 'logs'), { recursive: true })
    const calls = 'open,openat,openat2,connect,execve'
    // The box round it is left away: what it tries to open is to be seen, not to be kept from it.
    const script = `#!/bin/sh
limits=
while [ "$1" != -- ]; do limits="$limits $1"; shift; done
shift
case $1 in */bwrap) while [ "$1" != -- ]; do shift; done; shift ;; esac
PATH='${before}' exec strace -f -qq -s 4096 -e trace=${calls} -o '${folder}/logs/'$$ prlimit $limits -- "$@"
`
    await writeFile(join(folder, 'prlimit'), script)
    await chmod(join(folder, 'prlimit'), 0o755)
    process.env['PATH'] = `${folder}:${before}`
    return new Traced(folder, before)
  }

  /** Everything that was opened or connected to since this was asked last, besides what programs need of a host. */
  async opened(): Promise<readonly string[]> {
    const logs = join(this.#folder, 'logs')
    const found = new Set<string>()
    for (const name of await readdir(logs)) {
      for (const line of (await readFile(join(logs, name), 'utf8')).split('\n')) {
        const path = /\bopen(?:at2?)?\((?:AT_FDCWD, |\d+, )?"((?:[^"\\]|\\.)*)"/.exec(line)?.[1]
        if (path !== undefined && !ownFiles.test(path)) found.add(path)
        if (/\bconnect\(/.test(line)) found.add(line)
        // Until prlimit(1) has become qemu-img, the search for it is all that fails.
        if (/\bexecve\(/.test(line) && !/execve\("[^"]*\/(?:prlimit|qemu-img)"/.test(line)) found.add(line)
      }
      await rm(join(logs, name))
    }
    return [...found].toSorted()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.env['PATH'] = this.#pathBefore
    await rm(this.#folder, { recursive: true })
  }
}
