import type { Problem } from '../../model/operation.ts'
import { faultWords } from '../text/fault-words.ts'
import { useLanguage } from '../text/use-text.ts'
import { WithCommands } from './with-commands.tsx'

/** Why an operation failed, and what to do, in one line. */
export function ProblemText({ problem: { code, title, hint, details } }: { readonly problem: Problem }) {
  const words = faultWords(useLanguage(), code, details, { message: title, hint })
  return (
    <>
      {words.message} {words.hint !== undefined && <WithCommands text={words.hint} />}
    </>
  )
}
