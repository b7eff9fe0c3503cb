import { WithCommands } from './with-commands.tsx'

/** What went wrong and what to do, as the daemon says it. */
export function FaultText({ error }: { readonly error: unknown }) {
  const { message, hint } = wordsOf(error)
  return (
    <>
      <p>{message}</p>
      {hint !== undefined && (
        <p className="app-hint">
          <WithCommands text={hint} />
        </p>
      )}
    </>
  )
}

function wordsOf(error: unknown): { readonly message: string; readonly hint?: string | undefined } {
  if (!(error instanceof Error)) return { message: String(error) }
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined
  return { message: error.message, hint }
}
