/** `-device`, `-blockdev`, `-netdev` and `-object` take JSON, so a comma in a path is only a comma (qemu(1)). */
export function jsonOption(
  option: 'device' | 'blockdev' | 'netdev' | 'object',
  value: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [`-${option}`, JSON.stringify(value)]
}

/** `-chardev` and `-vnc` have no JSON form in QEMU 7.2: their values double each comma. */
export function escapeComma(value: string): string {
  return value.replaceAll(',', ',,')
}
