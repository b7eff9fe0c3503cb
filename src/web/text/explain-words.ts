import { noteWords } from './explain-hr/note.ts'
import { stepWords } from './explain-hr/step.ts'
import { croatianReasons } from './reason-words.ts'
import { type Sentences, tellerOf } from './sentences.ts'

/** What the commands of an explanation are for; a step or a note may tell why something cannot be, too. */
export const croatianExplanations: Sentences = { ...croatianReasons, ...stepWords, ...noteWords }

export const tellExplanation = tellerOf(croatianExplanations)
