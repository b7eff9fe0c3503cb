import { fieldWords, kindWords } from './issue-hr/field.ts'
import { nameWords } from './issue-hr/name.ts'
import { specWords } from './issue-hr/spec.ts'
import { type Sentences, tellerOf } from './sentences.ts'

/** What is wrong with what somebody has written, in a form or a file. */
export const croatianIssues: Sentences = { ...kindWords, ...fieldWords, ...nameWords, ...specWords }

export const tellIssue = tellerOf(croatianIssues)
