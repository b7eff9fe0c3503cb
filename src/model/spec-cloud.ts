import * as z from 'zod'
import { plainText } from './plain-text.ts'

const PublicKey = z
  .string()
  .max(16_384)
  .regex(
    /^(?:ssh-[a-z0-9]+|ecdsa-sha2-nistp[0-9]+|sk-[a-z0-9-]+@openssh\.com) [A-Za-z0-9+/]+={0,3}(?: [^\p{Cc}]*)?$/u,
    {
      error: 'a public key as in ~/.ssh/id_ed25519.pub: its kind, the key, and a comment',
    },
  )

/** What the guest is set up as by cloud-init, which is in the images that distributions publish for clouds. */
export const Cloud = z.strictObject({
  user: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/, { error: 'a user has 1 to 32 of a-z, 0-9, dash and underscore' })
    .optional()
    .describe('a user to be made, who may become root by sudo; by default that of the image'),
  keys: z.array(PublicKey).max(64).default([]).describe('public SSH keys by which the user can log in'),
  passwordHash: z
    .string()
    .max(512)
    .regex(/^\$(?:y|gy|7|2[aby]|6|5)\$[A-Za-z0-9./$=,+-]+$/, {
      error: 'a password as mkpasswd(1) and crypt(5) write it, such as $6$…',
    })
    .optional()
    .describe('the password of the user, hashed (`mkpasswd`); without one the user logs in by key only'),
  packages: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9+._-]{0,126}$/, { error: 'the name of a package' }))
    .max(500)
    .default([])
    .describe('packages to be installed at the first boot'),
  run: z
    .array(plainText.min(1).max(4096))
    .max(200)
    .default([])
    .describe('lines for a shell in the guest, at its first boot'),
})
export type Cloud = z.infer<typeof Cloud>
