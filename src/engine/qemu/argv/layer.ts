/**
 * One file as QEMU sees it, with its format: QEMU never guesses, and never reads a file name from an image. What a guest
 * gives up goes back to the host.
 */
export function layer(
  driver: 'qcow2' | 'raw' | 'luks',
  filename: string,
  readOnly: boolean,
  backing: Readonly<Record<string, unknown>> | null,
  /** Name of the secret object that opens it. */
  key?: string,
): Record<string, unknown> {
  const discards = readOnly ? {} : { discard: 'unmap', 'detect-zeroes': 'unmap' }
  return {
    driver,
    'read-only': readOnly,
    ...discards,
    file: { driver: 'file', filename, 'read-only': readOnly, ...(!readOnly && { discard: 'unmap' }) },
    ...(driver === 'qcow2' && { backing }),
    ...(key !== undefined &&
      (driver === 'luks' ? { 'key-secret': key } : { encrypt: { format: 'luks', 'key-secret': key } })),
  }
}
