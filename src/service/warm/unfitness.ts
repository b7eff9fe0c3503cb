import type { Engine } from '../../contract/engine.ts'
import type { WarmRecord } from '../../contract/store.ts'
import { lostGround } from '../../plan/warm/choose.ts'

/** What keeps instances from beginning from a warm image now; undefined when nothing does. */
export async function unfitness(
  engine: Pick<Engine, 'warm'>,
  { id, ground, template, facts }: Pick<WarmRecord, 'id' | 'ground' | 'template' | 'facts'>,
): Promise<string | undefined> {
  const now = await engine.warm.ground(template, AbortSignal.timeout(30_000))
  return lostGround(ground, now) ?? (await engine.warm.damage(id, facts))
}
