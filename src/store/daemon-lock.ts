import { DatabaseSync } from 'node:sqlite'

/**
 * Takes the lock that only one daemon can hold for a state folder. The kernel gives it back when the process ends,
 * however it ends. False when another daemon has it.
 */
export function takeDaemonLock(file: string): Disposable | false {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch {
    database.close()
    return false
  }
  return { [Symbol.dispose]: () => database.close() }
}
