import type { ExplanationCreateInput } from '../../model/explanation.ts'
import { explainNewInstance } from '../../sdk/inside.ts'
import { explanationText } from '../render/explanation-text.ts'
import { printOne } from '../render/print.ts'
import type { Session } from '../session.ts'
import type { Wanted } from '../spec/from-options.ts'

/** Prints the commands that a new instance stands for, and makes nothing, not even its image. */
export async function explainWanted(
  { name, spec }: Wanted,
  { start }: { readonly start: boolean },
  session: Session,
): Promise<void> {
  const want = { ...(name !== undefined && { name }), spec, start } as ExplanationCreateInput
  const explanation = await explainNewInstance(await session.wire(), want, { signal: session.signal })
  await printOne(session, explanation, (value) => explanationText(value, session.screen.paint))
}
