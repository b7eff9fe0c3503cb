import * as z from 'zod'
import { FilePath } from './plain-text.ts'
import { PackageName, PasswordHash, PublicKey, UserName } from './spec-cloud.ts'

/** Systems whose installers we can answer. */
export const InstallSystem = z.enum(['debian', 'ubuntu', 'fedora', 'arch', 'windows'])
export type InstallSystem = z.infer<typeof InstallSystem>

const HostName = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, {
  error: 'a host name has 1 to 63 letters, digits and dashes, and neither begins nor ends with a dash',
})

const Locale = z.string().regex(/^(?:C|[a-z]{2,3}_[A-Z]{2})\.UTF-8$/, {
  error: 'a locale is a language and a country, such as de_AT.UTF-8, or C.UTF-8',
})

const Keyboard = z.string().regex(/^[a-z]{2,8}$/, { error: 'a keyboard is a layout of X11, such as us, de or gb' })

const TimeZone = z.string().regex(/^[A-Za-z0-9_+-]{1,32}(?:\/[A-Za-z0-9_+-]{1,32}){0,2}$/, {
  error: 'a time zone is UTC or a place such as Europe/Berlin',
})

const Mirror = z
  .string()
  .max(256)
  .regex(/^http:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[A-Za-z0-9._~-]+)*\/?$/, {
    error: 'a mirror is http://HOST/FOLDER; what comes from it is signed',
  })

/** The answers to the questions of an installer. */
export const Install = z.strictObject({
  system: InstallSystem.optional().describe('whose installer it is; by default told from the volume id of the medium'),
  user: UserName.describe('a user to be made, who may become root by sudo, or is an administrator of Windows'),
  passwordHash: PasswordHash.optional().describe(
    'the password of the user, hashed (`stroj hash-password`); without one the user logs in by key only',
  ),
  keys: z.array(PublicKey).max(64).default([]).describe('public SSH keys by which the user can log in'),
  hostname: HostName.optional().describe('by default the name of the instance'),
  locale: Locale.default('en_US.UTF-8').describe('language and country'),
  keyboard: Keyboard.default('us').describe('layout of the keyboard'),
  timezone: TimeZone.default('UTC').describe('place whose time the clock shows'),
  layout: z
    .enum(['plain', 'lvm'])
    .default('plain')
    .describe('how the first disk is divided: partitions only, or a volume group in them'),
  packages: z.array(PackageName).max(500).default([]).describe('packages besides those that the system always has'),
  drivers: FilePath.optional().describe(
    'the medium virtio-win.iso with the drivers that Windows has none of: it sees no disk without them',
  ),
  mirror: Mirror.optional().describe('where Debian comes from; by default http://deb.debian.org/debian'),
})
export type Install = z.infer<typeof Install>
