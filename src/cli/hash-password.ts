import type { Run } from './loaders.ts'
import { askPassword } from './spec/ask-password.ts'

export const run: Run<'hash-password'> = async (_input, { screen, signal }) => {
  await screen.write(`${await askPassword(signal)}\n`)
}
