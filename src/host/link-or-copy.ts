import { link, rm } from 'node:fs/promises'
import { copySparsely } from './copy-sparsely.ts'
import { errorCode } from './error-code.ts'

/** Errors of link(2) that mean: not here, or not once more. */
const cannotLink: ReadonlySet<string> = new Set(['EXDEV', 'EPERM', 'EMLINK', 'EOPNOTSUPP'])

/** Gives a file that nobody writes to any more another name, or where that cannot be, a copy. What had the name is replaced. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await rm(to, { force: true })
  await link(from, to).catch(async (error: unknown) => {
    if (!cannotLink.has(errorCode(error) ?? '')) throw error
    await copySparsely(from, to, 0o400)
  })
}
