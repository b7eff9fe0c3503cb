/**
 * The version in what programs say when asked for it: "QEMU emulator version 7.2.22 (Debian …)", "nftables v1.0.6 (…)", "ip
 * utility, iproute2-6.1.0, libbpf 1.1.0". Only their first line counts, since licences have versions too. Null when there is none.
 */
export function versionIn(said: string): string | null {
  const line = said.split('\n', 1)[0] ?? ''
  return /\bversion v?(\d[\w.~+-]*)/.exec(line)?.[1] ?? /(?:^|[\s-])v?(\d+[._]\d[\w.~+-]*)/.exec(line)?.[1] ?? null
}
