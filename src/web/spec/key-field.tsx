import { ChoiceField, ListField, TextField } from './fields.tsx'
import { LinesField } from './lines-field.tsx'
import { PasswordField } from './password-field.tsx'
import type { Way } from './place.ts'

/** How a key is asked for. */
export type KeyKind =
  | { readonly kind: 'text'; readonly example?: string; readonly suggestions?: readonly string[] }
  | { readonly kind: 'list' | 'lines'; readonly example?: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }

type Words = {
  readonly label: string
  readonly hint?: string
  /** What is true when the key is left out. */
  readonly standard?: string
}

/** The field of a key, by how it is asked for. */
export function KeyField({ way, asked, words }: { readonly way: Way; readonly asked: KeyKind; readonly words: Words }) {
  const { label, hint, standard } = words
  const common = { way, label, hint }
  switch (asked.kind) {
    case 'text':
      return <TextField {...common} example={asked.example ?? standard} suggestions={asked.suggestions} />
    case 'list':
      return <ListField {...common} example={asked.example} />
    case 'lines':
      return <LinesField {...common} example={asked.example} />
    case 'password':
      return <PasswordField {...common} />
    case 'choice': {
      const options = asked.options.map((value) => ({ value, label: value }))
      return <ChoiceField {...common} options={options} standard={standard ?? ''} />
    }
  }
}
