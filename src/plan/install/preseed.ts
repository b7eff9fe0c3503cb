import { type Answers, installedWord, packagesOf, type Rendered } from './answers.ts'

/**
 * Debian's installer (debian-installer; Debian's installation guide, appendix B). A value is the rest of its line, so
 * nothing in it ends anything: what may hold any letter, the keys, is a file beside it.
 */
export function preseed(answers: Answers): Rendered {
  const { keys } = answers
  return {
    by: { kind: 'initrd' },
    files: [
      { name: 'preseed.cfg', text: lines(answers) },
      { name: 'stroj/finish', text: finish(answers) },
      ...(keys.length > 0 ? [{ name: 'stroj/authorized_keys', text: `${keys.join('\n')}\n` }] : []),
    ],
    // Text with percentages, which can be read on a serial line, and no question that has a default.
    kernelArguments: 'auto=true priority=critical DEBIAN_FRONTEND=text TERM=dumb',
  }
}

function lines(answers: Answers): string {
  const all = [
    ...places(answers),
    ...mirror(answers.mirror),
    ...user(answers),
    ...disk(answers),
    ...software(answers),
    ...end(),
  ]
  return `${['#_preseed_V1', ...all.map((line) => `d-i ${line}`)].join('\n')}\n`
}

function places({ locale, keyboard, timezone, hostname }: Answers): readonly string[] {
  return [
    `debian-installer/locale string ${locale}`,
    `keyboard-configuration/xkb-keymap select ${keyboard}`,
    'netcfg/choose_interface select auto',
    `netcfg/get_hostname string ${hostname}`,
    `netcfg/hostname string ${hostname}`,
    'netcfg/get_domain string',
    'hw-detect/load_firmware boolean false',
    'clock-setup/utc boolean true',
    `time/zone string ${timezone}`,
    // The clock of the machine is right already.
    'clock-setup/ntp boolean false',
  ]
}

function mirror(url: string): readonly string[] {
  const { host = '', folder = '/' } = /^http:\/\/(?<host>[^/]+)(?<folder>\/.*)?$/.exec(url)?.groups ?? {}
  return [
    'mirror/country string manual',
    'mirror/protocol string http',
    `mirror/http/hostname string ${host}`,
    `mirror/http/directory string ${folder}`,
    'mirror/http/proxy string',
  ]
}

function user({ user: name, passwordHash }: Answers): readonly string[] {
  return [
    'passwd/root-login boolean false',
    'passwd/user-fullname string',
    `passwd/username string ${name}`,
    // An exclamation mark is no password (passwd(5)).
    `passwd/user-password-crypted password ${passwordHash ?? '!'}`,
  ]
}

function disk({ disk: device, layout }: Answers): readonly string[] {
  return [
    `partman-auto/disk string ${device}`,
    `partman-auto/method string ${layout === 'lvm' ? 'lvm' : 'regular'}`,
    'partman-auto/choose_recipe select atomic',
    'partman-auto-lvm/guided_size string max',
    'partman-lvm/device_remove_lvm boolean true',
    'partman-lvm/confirm boolean true',
    'partman-lvm/confirm_nooverwrite boolean true',
    'partman-efi/non_efi_system boolean true',
    'partman-partitioning/confirm_write_new_label boolean true',
    'partman/choose_partition select finish',
    'partman/confirm boolean true',
    'partman/confirm_nooverwrite boolean true',
    `grub-installer/bootdev string ${device}`,
    'grub-installer/only_debian boolean true',
    'grub-installer/with_other_os boolean false',
  ]
}

function software(answers: Answers): readonly string[] {
  return [
    'base-installer/install-recommends boolean false',
    'apt-setup/cdrom/set-first boolean false',
    'apt-setup/disable-cdrom-entries boolean true',
    'apt-setup/enable-source-repositories boolean false',
    'pkgsel/run_tasksel boolean false',
    `pkgsel/include string ${packagesOf(answers, 'openssh-server').join(' ')}`,
    'pkgsel/upgrade select none',
    'pkgsel/update-policy select none',
  ]
}

function end(): readonly string[] {
  return [
    'preseed/late_command string sh /stroj/finish',
    'finish-install/keep-consoles boolean true',
    'finish-install/reboot_in_progress note',
    'cdrom-detect/eject boolean true',
    // Off rather than on again: so nobody mistakes an installer that gave up for one that is done.
    'debian-installer/exit/poweroff boolean true',
  ]
}

/** Runs in the installer when all is in place; the user is made by then. */
function finish({ user: name, keys, passwordHash, serial }: Answers): string {
  const home = `/target/home/${name}`
  return [
    'set -e',
    ...(keys.length > 0
      ? [
          `mkdir -p -m 700 ${home}/.ssh`,
          `cp /stroj/authorized_keys ${home}/.ssh/authorized_keys`,
          `chmod 600 ${home}/.ssh/authorized_keys`,
          `chroot /target chown -R ${name}: /home/${name}/.ssh`,
        ]
      : []),
    // Who has no password cannot give it to sudo.
    ...(passwordHash === null
      ? [
          `echo '${name} ALL=(ALL) NOPASSWD: ALL' > /target/etc/sudoers.d/${name}`,
          `chmod 440 /target/etc/sudoers.d/${name}`,
        ]
      : []),
    `printf '\\n%s\\n' '${installedWord}' > /dev/${serial}`,
    '',
  ].join('\n')
}
