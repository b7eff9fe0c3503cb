import * as z from 'zod'

/** What opens an encrypted volume. It is sent in bodies alone, kept in a file of its own, and never told by the API. */
export const Passphrase = z
  .string()
  .min(8, { error: 'a passphrase has at least 8 characters' })
  .max(512, { error: 'a passphrase has at most 512 characters' })
  .regex(/^[^\p{Cc}]*$/u, { error: 'a passphrase is one line without control characters' })
  .describe('what opens it, 8 to 512 characters; kept by the daemon in a file of its own, mode 0600')

/** A wish to make a volume usable whose passphrase the daemon has forgotten. */
export const VolumeUnlock = z.strictObject({ passphrase: Passphrase })
export type VolumeUnlock = z.infer<typeof VolumeUnlock>

/** A wish for another passphrase. The daemon has the old one. */
export const VolumeRekey = z.strictObject({ passphrase: Passphrase })
export type VolumeRekey = z.infer<typeof VolumeRekey>
