import { removed } from './secret-forms.ts'

/** What a kernel and the usual initial systems are told that is no secret. */
const told: ReadonlySet<string> = new Set(
  (
    'console root rootfstype rootflags rootwait rootdelay ro rw quiet splash debug nomodeset loglevel panic init single ' +
    'mitigations iommu intel_iommu amd_iommu nokaslr noapic nolapic acpi apic pci hugepages hugepagesz default_hugepagesz ' +
    'net.ifnames biosdevname systemd.unit selinux enforcing apparmor security elevator isolcpus nohz_full swiotlb ' +
    'memhp_default_state memory_hotplug.online_policy tsc clocksource no_timer_check cryptomgr.notests earlyprintk earlycon 8250.nr_uarts reboot'
  ).split(' '),
)

/** The arguments of a kernel: known words as they are, of others with a value the name only, and nothing else. */
export function hideKernelWords(text: string): string {
  return wordsOf(text)
    .map((word) => (isTold(word) ? word : hideWord(word)))
    .join(' ')
}

/** What `hideKernelWords` takes out. */
export function hiddenKernelWords(text: string): readonly string[] {
  const hidden = wordsOf(text).filter((word) => !isTold(word))
  return hidden.map((word) => (hideWord(word) === removed ? word : word.slice(word.indexOf('=') + 1)))
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function isTold(word: string): boolean {
  return told.has(nameOf(word)) && /^[\w.:,/=@-]*$/.test(word)
}

function nameOf(word: string): string {
  return word.split('=', 1)[0] ?? ''
}

function hideWord(word: string): string {
  const name = nameOf(word)
  return name !== word && /^[A-Za-z][\w.-]{0,40}$/.test(name) ? `${name}=${removed}` : removed
}
