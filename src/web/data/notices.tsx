import { Alert, AlertActionCloseButton, AlertGroup } from '@patternfly/react-core'
import { createContext, type ReactNode, use, useState } from 'react'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

type Wording = { readonly title: string; readonly body?: ReactNode; readonly variant: 'success' | 'danger' | 'info' }
type Notice = Wording & { readonly id: number }

const NoticesContext = createContext<(notice: Wording) => void>(() => undefined)

/** Tells something in the corner, for whatever screen is shown. */
export function useNotify(): (notice: Wording) => void {
  return use(NoticesContext)
}

export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const text = useText(partsText)
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const add = (notice: Wording) =>
    setNotices((before) => [...before.slice(-4), { ...notice, id: (before.at(-1)?.id ?? 0) + 1 }])
  const drop = (id: number) => setNotices((before) => before.filter((one) => one.id !== id))
  return (
    <NoticesContext value={add}>
      {children}
      <AlertGroup isToast isLiveRegion aria-label={text.notices}>
        {notices.map(({ id, title, body, variant }) => (
          <Alert
            component="p"
            key={id}
            variant={variant}
            title={title}
            // A failure stays until it was read.
            timeout={variant === 'danger' ? false : 5000}
            onTimeout={() => drop(id)}
            actionClose={<AlertActionCloseButton title={title} onClose={() => drop(id)} />}
          >
            {body}
          </Alert>
        ))}
      </AlertGroup>
    </NoticesContext>
  )
}
