import * as z from 'zod'

/** DNS-safe, so that it can be a hostname: 1 to 63 of a-z, 0-9 and dash, from a letter, not ending in a dash. */
export const InstanceName = z
  .string()
  .regex(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
    error: 'a name has 1 to 63 characters of a-z, 0-9 and dash, begins with a letter and does not end with a dash',
  })
  .brand<'InstanceName'>()
export type InstanceName = z.infer<typeof InstanceName>

/** Our own short key of an instance for folders and sockets; it never changes. */
export const InstanceId = z
  .string()
  .regex(/^[a-z0-9]{10}$/)
  .brand<'InstanceId'>()
export type InstanceId = z.infer<typeof InstanceId>

/** A name that a person gives to a volume: 1 to 63 of a-z, 0-9, dot, dash and underscore. */
export const VolumeName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/, {
    error:
      'the name of a volume has 1 to 63 characters of a-z, 0-9, dot, dash and underscore, and begins and ends with a letter or digit',
  })
  .brand<'VolumeName'>()
export type VolumeName = z.infer<typeof VolumeName>

/** Our own short key of a volume, for its file and for the serial number that the guest sees; it never changes. */
export const VolumeId = z
  .string()
  .regex(/^[a-z][a-z0-9]{9}$/)
  .brand<'VolumeId'>()
export type VolumeId = z.infer<typeof VolumeId>

/** Where volumes lie; named as instances are. */
export const PoolName = z
  .string()
  .regex(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
    error: 'a pool has 1 to 63 characters of a-z, 0-9 and dash, begins with a letter and does not end with a dash',
  })
  .brand<'PoolName'>()
export type PoolName = z.infer<typeof PoolName>

/** Our own short key of a warm image, for its folder; it never changes. */
export const WarmId = z
  .string()
  .regex(/^[a-z][a-z0-9]{9}$/, { error: 'a warm image has an id of ten letters and digits (`stroj warm ls`)' })
  .brand<'WarmId'>()
export type WarmId = z.infer<typeof WarmId>

/** SHA-256 of an image's manifest. */
export const ImageDigest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .brand<'ImageDigest'>()
export type ImageDigest = z.infer<typeof ImageDigest>

/** `debian`, `debian:12`, `my-image` or (a beginning of) `sha256:…`. */
export const ImageReference = z
  .string()
  .regex(/^(?:sha256:[0-9a-f]{4,64}|[a-z0-9](?:[a-z0-9._-]{0,62})(?::[a-z0-9][a-z0-9._-]{0,62})?)$/, {
    error: 'an image is written as name, name:version or sha256:digest',
  })
  .brand<'ImageReference'>()
export type ImageReference = z.infer<typeof ImageReference>

/** A name that a person gives to an image: `name` or `name:version`. */
export const ImageName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,62})(?::[a-z0-9][a-z0-9._-]{0,62})?$/, {
    error: 'an image name is name or name:version, of a-z, 0-9, dot, dash and underscore',
  })
  .refine((name) => !name.startsWith('sha256:'), { error: 'sha256: begins a digest, not a name' })
  .brand<'ImageName'>()
export type ImageName = z.infer<typeof ImageName>

/** A name that a person gives to a snapshot of an instance. */
export const SnapshotName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/, {
    error: 'the name of a snapshot has 1 to 63 characters of a-z, 0-9, dot, dash and underscore',
  })
  .brand<'SnapshotName'>()
export type SnapshotName = z.infer<typeof SnapshotName>

/** Our key of an operation. */
export const OperationId = z
  .string()
  .regex(/^[a-z0-9]{16}$/)
  .brand<'OperationId'>()
export type OperationId = z.infer<typeof OperationId>
