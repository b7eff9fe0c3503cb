import { type Answers, installedWord, packagesOf, type Rendered } from './answers.ts'

/** Ubuntu's installer (subiquity, autoinstall version 1), which takes its answers from cloud-init. JSON, which is YAML. */
export function autoinstall(answers: Answers): Rendered {
  return {
    by: { kind: 'medium', volume: 'cidata' },
    files: [
      { name: 'meta-data', text: `${JSON.stringify({ 'instance-id': `install-${answers.hostname}` })}\n` },
      { name: 'user-data', text: `#cloud-config\n${JSON.stringify({ autoinstall: values(answers) }, null, 2)}\n` },
    ],
    kernelArguments: 'autoinstall',
  }
}

function values(answers: Answers): Record<string, unknown> {
  const { hostname, user, passwordHash, keys, locale, keyboard, timezone, layout, packages, serial } = answers
  return {
    version: 1,
    locale,
    keyboard: { layout: keyboard },
    timezone,
    // An exclamation mark is no password (passwd(5)).
    identity: { hostname, username: user, realname: user, password: passwordHash ?? '!' },
    ssh: { 'install-server': keys.length > 0, 'authorized-keys': keys, 'allow-pw': passwordHash !== null },
    storage: { layout: { name: layout === 'lvm' ? 'lvm' : 'direct', match: { path: answers.disk } } },
    packages: packagesOf({ ...answers, keys: [], packages }, ''),
    shutdown: 'poweroff',
    'late-commands': [
      // Who has no password cannot give it to sudo.
      ...(passwordHash === null ? [['sh', '-c', sudoers(user)]] : []),
      ['sh', '-c', `printf '\\n%s\\n' '${installedWord}' > /dev/${serial}`],
    ],
  }
}

function sudoers(user: string): string {
  const file = `/target/etc/sudoers.d/${user}`
  return `echo '${user} ALL=(ALL) NOPASSWD: ALL' > ${file} && chmod 440 ${file}`
}
