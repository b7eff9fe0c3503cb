import * as fc from 'fast-check'
import { Install } from '../../../../src/model/spec-install.ts'
import { type Answers, answersOf } from '../../../../src/plan/install/answers.ts'

export const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'
export const hash = '$6$saltsalt$abc./XYZ'

const machine = { name: 'deb', disk: '/dev/vda', serial: 'ttyS0', uefi: false }

export function answers(install: object = {}, other: Partial<typeof machine> = {}): Answers {
  return answersOf(Install.parse({ user: 'ana', ...install }), { ...machine, ...other })
}

/** With everything set. */
export const full = answers({
  passwordHash: hash,
  keys: [`${key} ana@laptop`],
  hostname: 'web-1',
  locale: 'de_AT.UTF-8',
  keyboard: 'de',
  timezone: 'Europe/Vienna',
  layout: 'lvm',
  packages: ['vim', 'htop'],
  mirror: 'http://mirror.example.org:3142/debian/',
})

/** A public key with whatever a person may write behind it. */
export const hostileKey = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .filter((text) => !/\p{Cc}/u.test(text))
  .map((comment) => `${key} ${comment}`)

/** The words that mean something in one of the formats. */
export const sharpKey = fc
  .array(fc.constantFrom("'", '"', '\\', '$(reboot)', '`', '%end', '#', ';', '&', '<', ']]>', ': ', '{{', '\\n', '!'))
  .map((words) => `${key} ${words.join('')}`)
