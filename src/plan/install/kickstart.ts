import { type Answers, installedWord, packagesOf, type Rendered } from './answers.ts'

/**
 * Fedora's installer (anaconda), which takes its answers from a medium named OEMDRV by itself (pykickstart; anaconda boot
 * options, inst.ks).
 */
export function kickstart(answers: Answers): Rendered {
  return {
    by: { kind: 'medium', volume: 'OEMDRV' },
    files: [{ name: 'ks.cfg', text: `${[...commands(answers), ...sections(answers)].join('\n')}\n` }],
    kernelArguments: 'inst.text',
  }
}

function commands(answers: Answers): readonly string[] {
  const { hostname, user, passwordHash, keys, locale, keyboard, timezone, layout, serial } = answers
  const disk = answers.disk.replace('/dev/', '')
  const password = passwordHash === null ? '--lock' : `--iscrypted --password=${quoted(passwordHash)}`
  return [
    'text',
    'poweroff',
    `lang ${quoted(locale)}`,
    `keyboard --xlayouts=${quoted(keyboard)}`,
    `timezone ${quoted(timezone)} --utc`,
    `network --bootproto=dhcp --hostname=${quoted(hostname)}`,
    'rootpw --lock',
    `user --name=${quoted(user)} --groups=wheel ${password}`,
    ...keys.map((key) => `sshkey --username=${quoted(user)} ${quoted(key)}`),
    `ignoredisk --only-use=${quoted(disk)}`,
    'zerombr',
    `clearpart --all --initlabel --drives=${quoted(disk)}`,
    `autopart --type=${layout}`,
    `bootloader --append=${quoted(`console=${serial}`)}`,
    'firstboot --disable',
  ]
}

function sections(answers: Answers): readonly string[] {
  const { user, passwordHash, serial } = answers
  return [
    '%packages',
    '@core',
    ...packagesOf(answers, 'openssh-server'),
    '%end',
    '%post --erroronfail',
    // Who has no password cannot give it to sudo.
    ...(passwordHash === null
      ? [`echo '${user} ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/${user}`, `chmod 440 /etc/sudoers.d/${user}`]
      : []),
    `printf '\\n%s\\n' '${installedWord}' > /dev/${serial}`,
    '%end',
  ]
}

/** Lines are split as a shell does (Python, shlex), so between two of these only another one means anything. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`
}
