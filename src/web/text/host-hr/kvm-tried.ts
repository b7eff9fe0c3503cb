/** What came of trying KVM. */
export const kvmTriedWords = {
  'the processors have {extension}, /dev/kvm opens, and a test guest ran in it':
    'procesori imaju {extension}, /dev/kvm se otvara i u njemu je radio probni gost',
  '/dev/kvm opens, but a test guest failed: the processor was reset in it':
    '/dev/kvm se otvara, ali probni gost nije uspio: procesor se u njemu resetirao',
  '/dev/kvm opens, but a test guest failed: QEMU ended with code {code}':
    '/dev/kvm se otvara, ali probni gost nije uspio: QEMU je završio s kodom {code}',
  '/dev/kvm opens, but a test guest failed: QEMU was ended by {signal}':
    '/dev/kvm se otvara, ali probni gost nije uspio: QEMU je prekinuo {signal}',
  '/dev/kvm opens, but a test guest failed: it did not come to its end within {seconds} seconds':
    '/dev/kvm se otvara, ali probni gost nije uspio: nije završio za {seconds} s',
  '/dev/kvm opens, but a test guest failed: QEMU did not stop complaining':
    '/dev/kvm se otvara, ali probni gost nije uspio: QEMU se nije prestajao žaliti',
  '/dev/kvm opens; it was not tried further, since there is no test guest for {architecture}':
    '/dev/kvm se otvara; dalje se nije kušalo jer za {architecture} nema probnog gosta',
  'QEMU is not installed, so KVM could not be tried': 'QEMU nije instaliran, pa se KVM nije mogao iskušati',
  'there is no /dev/kvm; the kernel module is not loaded': 'nema /dev/kvm; modul jezgre nije učitan',
  'nothing stands behind /dev/kvm; the kernel module is not loaded':
    'iza /dev/kvm nema ničega; modul jezgre nije učitan',
  'user {user} may not open /dev/kvm': 'korisnik {user} ne smije otvoriti /dev/kvm',
  '/dev/kvm does not open: {reason}': '/dev/kvm se ne otvara: {reason}',
  'there is no /dev/kvm, and Linux was not started in EL2 (its log)':
    'nema /dev/kvm, a Linux nije pokrenut u EL2 (njegov zapisnik)',
  'there is no /dev/kvm, and the processors offer nothing for it (/proc/cpuinfo)':
    'nema /dev/kvm, a procesori za to ne nude ništa (/proc/cpuinfo)',
  'the processors have neither vmx nor svm (/proc/cpuinfo); this host is itself a virtual machine, which does not pass virtualization on':
    'procesori nemaju ni vmx ni svm (/proc/cpuinfo); ovaj je domaćin i sam virtualni stroj, koji virtualizaciju ne propušta',
  'the processors have neither vmx nor svm (/proc/cpuinfo); it may be switched off in the firmware setup':
    'procesori nemaju ni vmx ni svm (/proc/cpuinfo); možda je isključena u postavkama firmvera',
} as const
