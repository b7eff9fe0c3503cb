import type { Cloud } from '../../model/spec-cloud.ts'
import { setUpText } from '../text/set-up.ts'
import { useText } from '../text/use-text.ts'
import { KeyField, type KeyKind } from './key-field.tsx'
import { OwnIssues } from './own-issues.tsx'

/** Each key of `cloud`; the compiler misses none. */
const asked: Readonly<Record<keyof Cloud, KeyKind>> = {
  user: { kind: 'text', example: 'ana' },
  keys: { kind: 'lines', example: 'ssh-ed25519 AAAA… ana@home' },
  passwordHash: { kind: 'password' },
  packages: { kind: 'list', example: 'nginx, curl' },
  run: { kind: 'lines', example: 'systemctl enable --now nginx' },
}

/** What cloud-init in the guest sets up at its first boot. */
export function CloudFields() {
  const { cloud: text } = useText(setUpText)
  return (
    <>
      <p className="app-hint">{text.meaning}</p>
      <OwnIssues of="cloud" />
      {(Object.keys(asked) as (keyof Cloud)[]).map((key) => (
        <KeyField key={key} way={['cloud', key]} asked={asked[key]} words={text.keys[key]} />
      ))}
    </>
  )
}
