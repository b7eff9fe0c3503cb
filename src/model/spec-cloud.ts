import * as z from 'zod'
import { plainText } from './plain-text.ts'

/** One line of a file such as ~/.ssh/id_ed25519.pub. */
export const PublicKey = z
  .string()
  .max(16_384)
  .regex(
    /^(?:ssh-[a-z0-9]+|ecdsa-sha2-nistp[0-9]+|sk-[a-z0-9-]+@openssh\.com) [A-Za-z0-9+/]+={0,3}(?: [^\p{Cc}]*)?$/u,
    {
      error: 'a public key as in ~/.ssh/id_ed25519.pub: its kind, the key, and a comment',
    },
  )

/** A user of the guest. */
export const UserName = z
  .string()
  .regex(/^[a-z_][a-z0-9_-]{0,31}$/, { error: 'a user has 1 to 32 of a-z, 0-9, dash and underscore' })

/** As crypt(5) writes it. */
export const PasswordHash = z
  .string()
  .max(512)
  .regex(/^\$(?:y|gy|7|2[aby]|6|5)\$[A-Za-z0-9./$=,+-]+$/, {
    error: 'this is no hash as crypt(5) writes it, such as $6$…; `stroj hash-password` makes one of a password',
  })

/** The name of a package, as the package manager of the guest knows it. */
export const PackageName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9+._-]{0,126}$/, { error: 'the name of a package' })

/** What the guest is set up as by cloud-init, which is in the images that distributions publish for clouds. */
export const Cloud = z.strictObject({
  user: UserName.optional().describe('a user to be made, who may become root by sudo; by default that of the image'),
  keys: z.array(PublicKey).max(64).default([]).describe('public SSH keys by which the user can log in'),
  passwordHash: PasswordHash.optional().describe(
    'the password of the user, hashed (`stroj hash-password`); without one the user logs in by key only',
  ),
  packages: z.array(PackageName).max(500).default([]).describe('packages to be installed at the first boot'),
  run: z
    .array(plainText.min(1).max(4096))
    .max(200)
    .default([])
    .describe('lines for a shell in the guest, at its first boot'),
})
export type Cloud = z.infer<typeof Cloud>
