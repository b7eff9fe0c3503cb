import type { CroatianFaults } from './words.ts'

/** What the host lacks, and changes of it. */
export const hostFaults = {
  'host.mirror-updating': {
    text: (d) => `Poslužitelj Debianovih paketa upravo se osvježava: ${d.reason}.`,
    hint: () => 'Popisi će opet biti usklađeni kad to završi. Pokušajte kasnije ili aptu postavite drugi poslužitelj.',
  },
  'host.tool-missing': {
    text: (d) => `Program ${d.tool} nije instaliran.`,
    hint: (d) => `Instalirajte ga: sudo apt-get install ${d.package}`,
  },
  'host.needs-root': {
    text: (d) => `Domaćina može mijenjati samo root; poslužitelj to nije, pa se \`${d.step}\` nije izvršilo.`,
    hint: () => '`stroj host fix` u terminalu to čini uz sudo, nakon što pokaže što izvršava.',
  },
  'host.change-failed': {
    text: (d) => `\`${d.step}\` nije uspjelo: ${d.reason}.`,
    hint: () => 'Prethodni su koraci vraćeni koliko je bilo moguće. Uklonite uzrok i pokušajte ponovno.',
  },
  'host.change-impossible': { text: (d) => `„${d.change}” na ovom domaćinu nije moguće: ${d.reason}.` },
  'host.disk-full': {
    text: (d) => `Datotečni sustav za ${d.path} ima slobodno ${d.free}, a treba ${d.needed}.`,
    hint: () =>
      'Oslobodite mjesto (koliko slike zauzimaju, kaže `stroj image ls`) ili STROJ_HOME stavite na drugi disk.',
  },
  'host.mirror-unreachable': {
    text: (d) => `Poslužitelj Debianovih paketa ne može se dobiti: ${d.reason}.`,
    hint: () => 'Provjerite mrežu i izvore apta na ovom domaćinu (više kaže `apt-get update`).',
  },
  'host.tool-too-old': {
    text: (d) => `${d.tool} ${d.found} je prestar; stroju treba ${d.least}.`,
    hint: () => 'Nadogradite ga; Debian 12 i noviji imaju dovoljno nov.',
  },
  'host.no-kvm': {
    text: (d) => `Opis traži KVM, a domaćin nema takav koji radi: ${d.reason}.`,
    hint: () => 'Uz `accel: auto` gost se emulira; zašto KVM ne radi, kaže `stroj doctor`.',
  },
  'host.no-nested': {
    text: (d) => `Opis traži ugniježđenu virtualizaciju, a gost je ovdje ne može imati: ${d.reason}.`,
    hint: (d) => d.fix,
  },
  'host.no-firmware': {
    text: (d) => `Za goste ${d.arch} nije nađen firmver ${d.firmware}.`,
    hint: (d) => `Instalirajte ga: sudo apt-get install ${d.package}`,
  },
  'host.device-not-found': {
    text: (d) => `Domaćin na sabirnici ${d.bus} nema uređaja „${d.device}”.`,
    hint: () => 'Popis daje `stroj host devices`; uređaj koji je izvađen ili premješten ima drugu adresu.',
  },
  'host.device-ambiguous': {
    text: (d) => `Više je slobodnih uređaja domaćina „${d.device}”: ${d.found.join(', ')}.`,
    hint: () => 'Navedite onaj pravi njegovom adresom (PCI) ili utorom (USB).',
  },
  'host.device-in-use': {
    text: (d) => `Uređaj ${d.device} je zauzet: ${d.by}.`,
    hint: () =>
      'Najprije ga oslobodite: zaustavite tu instancu, spustite mrežno sučelje ili odspojite što je na njemu.',
  },
  'host.device-unsafe': {
    text: (d) => `Uređaj ${d.device} ne može se dati gostu: ${d.reason}.`,
    hint: () => 'Ništa nije promijenjeno. Koji se uređaji daju samo zajedno, kaže `stroj host devices`.',
  },
  'host.device-denied': {
    text: (d) => `stroj ne smije dati uređaj ${d.device}: ${d.reason}.`,
    hint: (d) => d.fix,
  },
  'host.device-stuck': {
    text: (d) => `Na uređaju ${d.device} nije uspjelo ono što se tražilo (${d.action}): ${d.reason}.`,
    hint: () =>
      'Više kaže zapisnik jezgre (`dmesg`). Što je stroj uzeo, vraća se pri idućem zaustavljanju ili pokretanju.',
  },
  'host.no-virtual-function': {
    text: (d) => `${d.device} nema virtualne funkcije za gosta: ${d.reason}.`,
    hint: (d) => `Četiri uključuje \`sudo stroj host virtual-functions ${d.device} 4\`, ako ih kartica može imati.`,
  },
  'host.no-iommu': {
    text: (d) => `${d.device} se ne može dati gostu: bez IOMMU-a mogao bi pisati po svoj memoriji domaćina.`,
    hint: () => 'Kako se uključuje, u firmveru i u naredbenom retku jezgre, kaže `stroj host fix iommu`.',
  },
  'host.lock-limit': {
    text: (d) =>
      `Gostu s PCI uređajima domaćina memorija mora biti prikovana (${d.needed}), a stroj smije prikovati samo ${d.limit}.`,
    hint: () =>
      'Povisite granicu: redak `USER - memlock unlimited` u /etc/security/limits.d ili LimitMEMLOCK=infinity u jedinici.',
  },
  'host.change-without-effect': {
    text: (d) => `Svi koraci izmjene „${d.change}” izvršeni su, a ipak nije na mjestu: ${d.reason}.`,
    hint: (d) => `Što se sada nalazi, kaže \`stroj host\`; vraća je \`stroj host fix ${d.change} --undo\`.`,
  },
  'host.change-incomplete': {
    text: (d) => `Za „${d.change}” treba još znati: ${d.missing}.`,
    hint: (d) => `Na primjer: ${d.example}`,
  },
  'host.kvm-in-use': {
    text: (d) => `KVM koristi ${d.users.join(', ')}; ništa nije promijenjeno.`,
    hint: () => 'Najprije ih zaustavite: instance uz `stroj stop`, ostale njihovim sredstvima.',
  },
  'host.hypervisor-in-use': {
    text: (d) => `${d.hypervisor} koristi ${d.users.join(', ')}; ništa nije promijenjeno.`,
    hint: () => 'Najprije završite njegove goste; dva hipervizora ne mogu imati procesor u isto vrijeme.',
  },
  'host.user-unknown': {
    text: (d) => `Domaćin nema korisnika „${d.user}”.`,
    hint: () => 'Popis daje `getent passwd`.',
  },
  'host.unwritable': {
    text: (d) => `stroj ne može pisati u ${d.path}: ${d.reason}.`,
    hint: () => 'Ispravite vlasnika i prava ili STROJ_HOME postavite na vlastitu mapu.',
  },
} as const satisfies CroatianFaults
