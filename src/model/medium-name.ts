/** As ImageReference has it, with a colon. */
const imageName = /^[a-z0-9][a-z0-9._-]{0,62}:[a-z0-9][a-z0-9._-]{0,63}$/

/**
 * The image that `cdrom` of a spec names: `debian-netinst:12` or `sha256:…`. Undefined for a file: everything with a slash, and
 * everything without a colon.
 */
export function mediumImage(cdrom: string): string | undefined {
  return imageName.test(cdrom) ? cdrom : undefined
}
