import { readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'

/** The process id of the daemon of a home, when it runs. */
export async function daemonOf(home: string): Promise<string | undefined> {
  const pid = (await readFile(join(home, 'state/daemon.pid'), 'utf8').catch(() => '')).trim()
  return pid !== '' && isDaemon(await wordsOf(pid)) ? pid : undefined
}

/** `pid command` of each process that names the home in its arguments, but for the daemon, ourselves, and those of some instances. */
export async function processesOf(home: string, except: readonly string[] = []): Promise<readonly string[]> {
  const folder = await realpath(home).catch(() => home)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
  const found = await Promise.all(
    pids.map(async (pid) => {
      const words = await wordsOf(pid)
      const isOurs = words.some((word) => word.includes(`${home}/`) || word.includes(`${folder}/`))
      const isExcepted = except.some((id) => words.some((word) => word.includes(id)))
      return isOurs && !isExcepted && !isDaemon(words) ? [`${pid} ${words[0]}`] : []
    }),
  )
  return found.flat()
}

async function wordsOf(pid: string): Promise<readonly string[]> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
}

function isDaemon(words: readonly string[]): boolean {
  return words.some((word) => /daemon\/main\.(?:js|ts)$/.test(word))
}
