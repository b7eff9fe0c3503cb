import { createContext, use } from 'react'
import type { SpecIssue } from '../../model/spec-file.ts'
import type { RawSpec } from './draft.ts'
import { useSaid } from '../text/use-text.ts'
import { isAbout, valueAt, type Way, withValue } from './place.ts'

type Form = {
  readonly raw: RawSpec
  readonly issues: readonly Pick<SpecIssue, 'path' | 'message'>[]
  readonly change: (raw: RawSpec) => void
}

export const SpecContext = createContext<Form>({ raw: {}, issues: [], change: () => undefined })

/** The value at a place of the spec, what is wrong with it, and how to change it. */
export function useKey(way: Way) {
  const { raw, issues, change } = use(SpecContext)
  const say = useSaid()
  const path = way.join('.')
  return {
    value: valueAt(raw, way),
    issues: issues.filter((issue) => isAbout(issue.path, path)).map(({ message }) => say(message)),
    set: (value: unknown) => change(withValue(raw, way, value)),
  }
}

export function useSpecForm(): Form {
  return use(SpecContext)
}
