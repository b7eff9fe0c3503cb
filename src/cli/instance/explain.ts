import { explainInstance } from '../../sdk/inside.ts'
import type { Run } from '../loaders.ts'
import { readChoice } from '../read-value.ts'
import { explanationText } from '../render/explanation-text.ts'
import { printOne } from '../render/print.ts'

const actions = ['create', 'start', 'stop', 'kill', 'pause', 'resume', 'reset', 'snapshot', 'fork', 'suspend'] as const

export const run: Run<'explain'> = async ({ action: word, name, as: style }, session) => {
  const action = readChoice('The action', actions, word)
  const { signal } = session
  const explanation = await explainInstance(await session.wire(), name, action, { style, signal })
  await printOne(session, explanation, (value) => explanationText(value, session.screen.paint))
}
