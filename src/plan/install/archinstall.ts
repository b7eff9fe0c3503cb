import { type Answers, installedWord, packagesOf, type Rendered } from './answers.ts'

/**
 * Arch's installer (archinstall 3), begun by the cloud-init of its medium. The partitions are all named, since without a
 * person it makes none by itself. Everything is JSON; what a shell runs holds names only, which have no special letters.
 */
export function archinstall(answers: Answers): Rendered {
  const files = [
    file('user_configuration.json', JSON.stringify(configuration(answers), null, 2)),
    file('user_credentials.json', JSON.stringify(credentials(answers), null, 2)),
    file('authorized_keys', answers.keys.join('\n')),
    file('install', script(answers)),
  ]
  const userData = { write_files: files, runcmd: [['sh', `${folder}/install`]] }
  return {
    by: { kind: 'medium', volume: 'cidata' },
    files: [
      { name: 'meta-data', text: `${JSON.stringify({ 'instance-id': `install-${answers.hostname}` })}\n` },
      { name: 'user-data', text: `#cloud-config\n${JSON.stringify(userData, null, 2)}\n` },
    ],
    kernelArguments: '',
  }
}

const folder = '/root/stroj'

function file(name: string, text: string) {
  return { path: `${folder}/${name}`, permissions: '0600', content: `${text}\n` }
}

function configuration(answers: Answers): Record<string, unknown> {
  const { hostname, locale, keyboard, timezone, uefi, disk } = answers
  const [language = 'C', encoding = 'UTF-8'] = locale.split('.')
  return {
    'archinstall-language': 'English',
    bootloader: uefi ? 'Systemd-boot' : 'Grub',
    disk_config: {
      config_type: 'default_layout',
      device_modifications: [{ device: disk, wipe: true, partitions: partitions(answers) }],
    },
    hostname,
    kernels: ['linux'],
    locale_config: { kb_layout: keyboard, sys_enc: encoding, sys_lang: language },
    network_config: { type: 'iso' },
    ntp: true,
    packages: packagesOf(answers, 'openssh'),
    profile_config: null,
    services: [],
    silent: true,
    swap: true,
    timezone,
  }
}

/** A boot partition of 1 GiB, and the rest of the disk but for the second table at its end. */
function partitions({ uefi }: Answers): readonly Record<string, unknown>[] {
  const size = (value: number, unit: 'MiB' | 'Percent') => ({ sector_size: null, unit, value })
  const own = { btrfs: [], mount_options: [], status: 'create', type: 'primary' }
  const boot = { fs_type: 'fat32', flags: uefi ? ['boot', 'esp'] : ['boot'], mountpoint: '/boot' }
  return [
    { ...own, ...boot, obj_id: 'boot', start: size(1, 'MiB'), size: size(1024, 'MiB') },
    {
      ...own,
      fs_type: 'ext4',
      flags: [],
      mountpoint: '/',
      obj_id: 'root',
      start: size(1025, 'MiB'),
      size: size(100, 'Percent'),
    },
  ]
}

function credentials({ user, passwordHash }: Answers): Record<string, unknown> {
  return { users: [{ username: user, sudo: true, groups: [], enc_password: passwordHash ?? '!' }] }
}

function script({ user, keys, passwordHash, serial }: Answers): string {
  const home = `/mnt/home/${user}`
  return [
    'set -e',
    `archinstall --silent --mount-point /mnt --config ${folder}/user_configuration.json --creds ${folder}/user_credentials.json > /dev/${serial} 2>&1`,
    'systemctl --root=/mnt enable qemu-guest-agent',
    ...(keys.length > 0
      ? [
          `mkdir -p -m 700 ${home}/.ssh`,
          `install -m 600 ${folder}/authorized_keys ${home}/.ssh/authorized_keys`,
          `arch-chroot /mnt chown -R ${user}: /home/${user}/.ssh`,
          'systemctl --root=/mnt enable sshd',
        ]
      : []),
    // Who has no password cannot give it to sudo.
    ...(passwordHash === null ? [`echo '${user} ALL=(ALL) NOPASSWD: ALL' > /mnt/etc/sudoers.d/${user}`] : []),
    `printf '\\n%s\\n' '${installedWord}' > /dev/${serial}`,
    'poweroff',
  ].join('\n')
}
