import { ExpandableSection, FormSection, Switch } from '@patternfly/react-core'
import { useState } from 'react'
import { Install, InstallSystem } from '../../model/spec-install.ts'
import { isMapping } from '../spec/draft.ts'
import { KeyField, type KeyKind } from '../spec/key-field.tsx'
import { OwnIssues } from '../spec/own-issues.tsx'
import { useSpecForm } from '../spec/spec-context.ts'
import { setUpText } from '../text/set-up.ts'
import { useText } from '../text/use-text.ts'

/** Each answer to an installer, the likeliest first; the compiler misses none. */
const asked: Readonly<Record<keyof Install, KeyKind>> = {
  system: { kind: 'choice', options: InstallSystem.options },
  user: { kind: 'text', example: 'ana' },
  passwordHash: { kind: 'password' },
  keys: { kind: 'lines', example: 'ssh-ed25519 AAAA… ana@home' },
  locale: { kind: 'text', suggestions: ['en_US.UTF-8', 'en_GB.UTF-8', 'hr_HR.UTF-8', 'de_DE.UTF-8', 'fr_FR.UTF-8'] },
  timezone: { kind: 'text', suggestions: ['UTC', ...Intl.supportedValuesOf('timeZone')] },
  keyboard: { kind: 'text', suggestions: ['us', 'gb', 'hr', 'de', 'fr', 'it', 'es', 'pl', 'si'] },
  hostname: { kind: 'text' },
  layout: { kind: 'choice', options: Install.shape.layout.def.innerType.options },
  packages: { kind: 'list', example: 'openssh-server, vim' },
  mirror: { kind: 'text', example: 'http://deb.debian.org/debian' },
  drivers: { kind: 'text', example: '/srv/iso/virtio-win.iso' },
}

/** What nearly everybody has to say; the others have a good default. */
const first = ['system', 'user', 'passwordHash', 'keys', 'locale', 'timezone', 'keyboard'] as const
const others = (Object.keys(asked) as (keyof Install)[]).filter((key) => !first.some((one) => one === key))

/** Whether the installer on the medium shall be answered by itself, and how. */
export function InstallFields() {
  const { install: text } = useText(setUpText)
  const { raw, change, issues } = useSpecForm()
  const isOn = isMapping(raw['install'])
  const isWrongBelow = others.some((key) => issues.some(({ path }) => path.startsWith(`install.${key}`)))
  const [isMore, setIsMore] = useState(false)
  const turn = (on: boolean) => {
    const { install: _, ...rest } = raw
    change(on ? { ...rest, install: { user: 'user' } } : rest)
  }
  const fields = (keys: readonly (keyof Install)[]) =>
    keys.map((key) => <KeyField key={key} way={['install', key]} asked={asked[key]} words={text.keys[key]} />)
  return (
    <>
      <Switch id="install" label={text.title} isChecked={isOn} onChange={(_, on) => turn(on)} />
      {!isOn && <p className="app-hint">{text.offMeaning}</p>}
      {isOn && (
        <FormSection title={text.answers} titleElement="h2">
          <p className="app-hint">{text.meaning}</p>
          <OwnIssues of="install" />
          <div className="app-fields">{fields(first)}</div>
          <ExpandableSection
            toggleText={isMore ? text.less : text.more}
            isExpanded={isMore || isWrongBelow}
            onToggle={(_, on) => setIsMore(on)}
          >
            <div className="app-fields">{fields(others)}</div>
          </ExpandableSection>
        </FormSection>
      )}
    </>
  )
}
