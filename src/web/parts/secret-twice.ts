import type { Answers, Question } from './asked.tsx'

type Key = 'secret' | 'again'

type Words = { readonly secret: string; readonly again: string; readonly differ: string }

/** Something that nobody sees while it is typed, and that is therefore asked for twice. */
export function secretTwice<Other extends string = never>(
  words: Words,
  {
    when,
    hint,
    wrong,
  }: {
    readonly when?: (answers: Answers<Other | Key>) => boolean
    readonly hint?: string
    /** What is wrong with it by itself. */
    readonly wrong?: (secret: string) => string | undefined
  } = {},
): readonly Question<Other | Key>[] {
  const asked = when === undefined ? {} : { when }
  return [
    { key: 'secret', kind: 'secret', label: words.secret, hint, ...asked, wrong: ({ secret }) => wrong?.(secret) },
    {
      key: 'again',
      kind: 'secret',
      label: words.again,
      ...asked,
      wrong: ({ secret, again }) => (secret === again ? undefined : words.differ),
    },
  ]
}
