import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Stroj } from '../../../src/sdk/client.ts'
import { inOrder, wait, whole } from './steps.ts'

/** What the shared home has downloaded is not downloaded again. */
export async function takeDownloads(_client: Stroj, home: string): Promise<void> {
  const shared = process.env['STROJ_TEST_HOME']
  if (shared !== undefined) await cp(join(shared, 'cache'), join(home, 'cache'), { recursive: true })
}

export const buildTiny = (client: Stroj) => whole(client, client.createImage({ kind: 'build', recipe: 'tiny' }, wait))
export const withTiny = inOrder(takeDownloads, buildTiny)
