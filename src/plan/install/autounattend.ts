import type { Answers, Rendered } from './answers.ts'
import { installedWord } from './answers.ts'
import { windowsZone } from './windows-zones.ts'
import { element, type Xml, xmlText } from './xml.ts'

/**
 * Windows' installer (unattended Windows setup reference). It takes no hash, so the user has no password: Windows lets such
 * a user in at the screen only, and asks for a new password there the first time.
 */
export function autounattend(answers: Answers): Rendered {
  const root = element('unattend', { xmlns: 'urn:schemas-microsoft-com:unattend' }, [
    element('settings', { pass: 'windowsPE' }, [language(answers, true), drivers(), setUp(answers)]),
    element('settings', { pass: 'specialize' }, [machine(answers)]),
    element('settings', { pass: 'oobeSystem' }, [language(answers, false), firstUser(answers)]),
  ])
  return {
    by: { kind: 'medium', volume: 'STROJ' },
    files: [{ name: 'autounattend.xml', text: xmlText(root) }],
    kernelArguments: '',
  }
}

function component(name: string, children: readonly Xml[]): Xml {
  return element(
    'component',
    {
      name: `Microsoft-Windows-${name}`,
      processorArchitecture: 'amd64',
      publicKeyToken: '31bf3856ad364e35',
      language: 'neutral',
      versionScope: 'nonSxS',
    },
    children,
  )
}

function language({ locale, keyboard }: Answers, inSetup: boolean): Xml {
  const name = locale === 'C.UTF-8' ? 'en-US' : locale.replace(/\..*$/, '').replace('_', '-')
  const values = [
    element('InputLocale', {}, keyboards[keyboard] ?? name),
    element('SystemLocale', {}, name),
    element('UILanguage', {}, name),
    element('UserLocale', {}, name),
  ]
  const setup = element('SetupUILanguage', {}, [element('UILanguage', {}, name)])
  return component(`International-Core${inSetup ? '-WinPE' : ''}`, inSetup ? [setup, ...values] : values)
}

/** Language and layout as Windows counts them; of others the layout of the language is taken. */
const keyboards: Readonly<Record<string, string>> = {
  us: '0409:00000409',
  gb: '0809:00000809',
  de: '0407:00000407',
  fr: '040c:0000040c',
  es: '040a:0000040a',
  it: '0410:00000410',
  ch: '0807:00000807',
}

/** The drive with the drivers of virtio has the letter that is free: one of these. */
const letters = ['D', 'E', 'F', 'G'] as const

function drivers(): Xml {
  const paths = letters.flatMap((letter) =>
    ['viostor', 'vioscsi', 'NetKVM', 'vioserial', 'Balloon'].map((driver) => `${letter}:\\${driver}\\w11\\amd64`),
  )
  const credentials = paths.map((path, index) =>
    element('PathAndCredentials', { 'wcm:action': 'add', 'wcm:keyValue': String(index + 1), ...wcm }, [
      element('Path', {}, path),
    ]),
  )
  return component('PnpCustomizationsWinPE', [element('DriverPaths', {}, credentials)])
}

const wcm = { 'xmlns:wcm': 'http://schemas.microsoft.com/WMIConfig/2002/State' }

type Partition = { readonly type: string; readonly megabytes: number | null; readonly format?: string }

/** As Microsoft recommends for UEFI, and for the firmware before it. */
function partitionsOf({ uefi }: Answers): readonly Partition[] {
  const windows = { type: 'Primary', megabytes: null, format: 'NTFS' }
  if (!uefi) return [{ type: 'Primary', megabytes: 500, format: 'NTFS' }, windows]
  return [{ type: 'EFI', megabytes: 260, format: 'FAT32' }, { type: 'MSR', megabytes: 16 }, windows]
}

function setUp(answers: Answers): Xml {
  const partitions = partitionsOf(answers)
  const create = partitions.map(({ type, megabytes }, index) =>
    element('CreatePartition', { 'wcm:action': 'add', ...wcm }, [
      element('Order', {}, String(index + 1)),
      element('Type', {}, type),
      megabytes === null ? element('Extend', {}, 'true') : element('Size', {}, String(megabytes)),
    ]),
  )
  const modify = partitions.map(({ format }, index) =>
    element('ModifyPartition', { 'wcm:action': 'add', ...wcm }, [
      element('Order', {}, String(index + 1)),
      element('PartitionID', {}, String(index + 1)),
      ...(format === undefined ? [] : [element('Format', {}, format)]),
      ...(!answers.uefi && index === 0 ? [element('Active', {}, 'true')] : []),
    ]),
  )
  const target = [element('DiskID', {}, '0'), element('PartitionID', {}, String(partitions.length))]
  return component('Setup', [
    element('DiskConfiguration', {}, [
      element('Disk', { 'wcm:action': 'add', ...wcm }, [
        element('DiskID', {}, '0'),
        element('WillWipeDisk', {}, 'true'),
        element('CreatePartitions', {}, create),
        element('ModifyPartitions', {}, modify),
      ]),
    ]),
    element('ImageInstall', {}, [element('OSImage', {}, [element('InstallTo', {}, target)])]),
    element('UserData', {}, [element('AcceptEula', {}, 'true'), element('FullName', {}, answers.user)]),
  ])
}

function machine({ hostname, timezone }: Answers): Xml {
  return component('Shell-Setup', [
    element('ComputerName', {}, hostname),
    element('TimeZone', {}, windowsZone(timezone) ?? 'UTC'),
  ])
}

function firstUser({ user }: Answers): Xml {
  const none = element('Password', {}, [element('Value', {}, ''), element('PlainText', {}, 'true')])
  const account = element('LocalAccount', { 'wcm:action': 'add', ...wcm }, [
    none,
    element('Name', {}, user),
    element('Group', {}, 'Administrators'),
  ])
  return component('Shell-Setup', [
    element('OOBE', {}, [
      element('HideEULAPage', {}, 'true'),
      element('HideOnlineAccountScreens', {}, 'true'),
      element('HideWirelessSetupInOOBE', {}, 'true'),
      element('ProtectYourPC', {}, '3'),
    ]),
    element('UserAccounts', {}, [element('LocalAccounts', {}, [account])]),
    element('AutoLogon', {}, [
      none,
      element('Enabled', {}, 'true'),
      element('LogonCount', {}, '1'),
      element('Username', {}, user),
    ]),
    element('FirstLogonCommands', {}, firstCommands(user)),
  ])
}

function firstCommands(user: string): readonly Xml[] {
  const agents = letters.map(
    (letter) =>
      `cmd /c if exist ${letter}:\\guest-agent\\qemu-ga-x86_64.msi msiexec /i ${letter}:\\guest-agent\\qemu-ga-x86_64.msi /qn /norestart`,
  )
  const commands = [
    ...agents,
    `net user ${user} /logonpasswordchg:yes`,
    `cmd /c echo ${installedWord}> COM1`,
    'shutdown /s /t 0',
  ]
  return commands.map((command, index) =>
    element('SynchronousCommand', { 'wcm:action': 'add', ...wcm }, [
      element('Order', {}, String(index + 1)),
      element('CommandLine', {}, command),
    ]),
  )
}
