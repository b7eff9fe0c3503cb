import { Button } from '@patternfly/react-core'
import { CheckIcon } from '@patternfly/react-icons/dist/esm/icons/check-icon'
import { CopyIcon } from '@patternfly/react-icons/dist/esm/icons/copy-icon'
import { useState } from 'react'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

/** Lines for a shell, to be read and copied. */
export function Commands({ commands }: { readonly commands: readonly string[] }) {
  const text = useText(partsText)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(commands.join('\n'))
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <div className="app-commands">
      <pre tabIndex={0}>{commands.join('\n')}</pre>
      {/* Browsers have a clipboard only where the page is safe from others. */}
      {isSecureContext && (
        <Button
          variant="plain"
          aria-label={copied ? text.copied : text.copy}
          icon={copied ? <CheckIcon /> : <CopyIcon />}
          onClick={() => void copy().catch(() => undefined)}
        />
      )}
    </div>
  )
}
