const refusal = /(?<who>\w+) doesn't support requested features$/im
const feature = /doesn't support requested feature: [^\n]*?\.(?<name>[\w.-]+) \[bit \d+\]/g
/** Of a processor that is much older there are dozens; the engine log has them all. */
const mostNamed = 12

/**
 * What QEMU says with `enforce` when it cannot give what was asked for, as one sentence: it warns of each feature, such as
 * "TCG doesn't support requested feature: CPUID.07H:EBX.avx512f [bit 16]", and ends. Undefined when it says no such thing.
 */
export function lackingFeatures(log: string): string | undefined {
  const who = refusal.exec(log)?.groups?.['who']
  if (who === undefined) return undefined
  const names = [...new Set([...log.matchAll(feature)].map(({ groups }) => groups?.['name'] ?? ''))]
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''
  const giver = who === 'TCG' ? 'emulation (TCG)' : 'KVM on this host'
  return `${giver} cannot give the guest these features of its processor: ${names.slice(0, mostNamed).join(', ')}${more}`
}
