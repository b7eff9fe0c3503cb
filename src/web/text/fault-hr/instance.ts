import { refusalHint } from './refusal.ts'
import { meant, type CroatianFaults } from './words.ts'

/** Instances, and commands in their guests. */
export const instanceFaults = {
  'instance.not-found': {
    text: (d) => `Nema instance „${d.name}”.${meant(d.near)}`,
    hint: () => 'Popis daje `stroj ls`.',
  },
  'instance.exists': {
    text: (d) => `Instanca imena „${d.name}” već postoji.`,
    hint: (d) => `Odaberite drugo ime ili je uklonite: \`stroj rm ${d.name}\`.`,
  },
  'instance.wrong-state': {
    text: (d) => `Instanca „${d.name}” sada to ne može (stanje ${d.state}, radnja ${d.action}).`,
    hint: (d) => `Moguće radnje popisuje \`stroj show ${d.name}\`.`,
  },
  'instance.busy': {
    text: (d) => `„${d.name}” se upravo mijenja (${d.action}).`,
    hint: () => 'Pričekajte da ta radnja završi; pokazuje je `stroj operation ls`.',
  },
  'instance.start-failed': {
    text: (d) => `Instanca „${d.name}” nije se pokrenula: ${d.reason}.`,
    hint: (d) => `Instanca je zaustavljena. Što je QEMU rekao, kaže \`stroj logs --engine ${d.name}\`.`,
  },
  'instance.unresponsive': {
    text: (d) => `QEMU instance „${d.name}” nije odgovorio na vrijeme (${d.action}).`,
    hint: (d) => `Pokušajte ponovno ili je prekinite: \`stroj kill ${d.name}\`.`,
  },
  'instance.no-console': {
    text: (d) => `Instanca „${d.name}” nema konzole ${d.line}.`,
    hint: () => 'U njezin opis stavite `console.serial: true` ili uzmite sliku s linijom za ljusku.',
  },
  'instance.no-screen': {
    text: (d) => `Instanca „${d.name}” nema zaslona.`,
    hint: () => 'U njezin opis stavite `console.screen: true` i stroj koji ima grafičku karticu.',
  },
  'instance.too-much-memory': {
    text: (d) => `${d.memory} memorije više je nego što domaćin ima (${d.host}).`,
    hint: () => 'Dajte instanci manje memorije.',
  },
  'instance.disk-too-small': {
    text: (d) => `Disk od ${d.disk} manji je od slike (${d.image}).`,
    hint: () => 'Dajte mu barem veličinu slike ili veličinu izostavite.',
  },
  'instance.firmware-mismatch': {
    text: (d) => `Slika „${d.image}” ne može se pokrenuti s firmverom ${d.firmware}; zna ${d.boot}.`,
    hint: () => 'Izostavite `firmware`, pa se uzima ono što slici odgovara.',
  },
  'instance.image-architecture': {
    text: (d) => `Slika „${d.image}” je za ${d.has}, a opis traži gosta za ${d.arch}.`,
    hint: (d) => `Izostavite \`arch\` za gosta ${d.has} ili uzmite drugu sliku: \`stroj image ls\`.`,
  },
  'instance.port-in-use': {
    text: (d) => `Proslijeđeni port ${d.forward} ne može se otvoriti: ${d.reason}.`,
    hint: () => 'Odaberite drugi port domaćina ili zaustavite ono što na njemu sluša (`ss -ltnp`).',
  },
  'instance.cpu-unknown': {
    text: (d) => `QEMU nema za ${d.arch} ono što se traži od procesora (${d.what}): „${d.name}”.${meant(d.near)}`,
    hint: (d) => `Popis daje \`stroj host cpus --arch ${d.arch}${d.what === 'feature' ? ' --features' : ''}\`.`,
  },
  'instance.change-refused': { text: (d) => `\`${d.key}\` se ne može promijeniti: ${d.reason}.` },
  'instance.not-installed': {
    text: (d) => `Instanca „${d.name}” još nema sustava.`,
    hint: (d) => `Instalira ga \`stroj install ${d.name}\`, prema njezinu opisu.`,
  },
  'instance.no-drive': {
    text: (d) => `Instanca „${d.name}” pokrenuta je bez pogona za medije.`,
    hint: (d) => `Pri idućem pokretanju dobiva ga uz \`stroj set ${d.name} cdrom=DATOTEKA\`.`,
  },
  'instance.medium-locked': {
    text: (d) => `Gost „${d.name}” koristi medij i ne pušta ga.`,
    hint: () => 'Odspojite ga u gostu i pokušajte ponovno ili uzmite `--force`, koji ga vadi silom.',
  },
  'agent.absent': {
    text: (d) => `Instanca „${d.name}” nema agenta u gostu (slika ${d.image}).`,
    hint: (d) => `Uzmite \`stroj console ${d.name}\` ili u gostu instalirajte qemu-guest-agent.`,
  },
  'agent.silent': {
    text: (d) => `Agent u gostu instance „${d.name}” nije odgovorio za ${Math.round(d.waitedMs / 1000)} s.`,
    hint: (d) => `Gost se možda još podiže; pogledajte \`stroj logs -f ${d.name}\`.`,
  },
  'instance.disk-file-missing': {
    text: (d) => `Datoteka ${d.file} ne može se koristiti: ${d.reason}.`,
    hint: (d) => refusalHint(d.kind ?? 'unreadable'),
  },
  'instance.path-too-long': {
    text: (d) => `Putanja utičnice ${d.path} ima ${d.bytes} bajtova, a Linux dopušta 107 (unix(7)).`,
    hint: () => 'Postavite XDG_RUNTIME_DIR ili STROJ_HOME na kraću putanju.',
  },
  'instance.guest-holds': {
    text: (d) => `Gost instance „${d.name}” nije učinio što se od njega tražilo: ${d.held}.`,
    hint: (d) =>
      `Gost ne vraća memoriju koju koristi. Izmjena je zapisana: zadajte je kasnije ponovno ili \`stroj restart ${d.name}\`.`,
  },
  'instance.not-temporary': {
    text: (d) => `Instanca „${d.name}” nije privremena: ostaje dok je netko ne izbriše.`,
    hint: () => 'Produljiti se može samo ono što je napravljeno s rokom (`stroj create --lifetime`).',
  },
  'exec.timeout': {
    text: (d) => `Naredba u instanci „${d.name}” trajala je dulje od ${d.timeoutMs / 1000} s i prekinuta je.`,
    hint: () => 'Dajte joj više vremena uz --timeout.',
  },
  'exec.not-found': {
    text: (d) => `Gost instance „${d.name}” nije mogao izvršiti „${d.command}”: ${d.reason}.`,
    hint: () => 'Navedite punu putanju ili provjerite je li program u gostu instaliran.',
  },
  'suspend.refused': {
    text: (d) => `Instanca „${d.instance}” ne može se uspavati: ${d.reason}.`,
    hint: (d) =>
      `Ništa nije promijenjeno. \`stroj pause ${d.instance}\` ostavlja njezinu memoriju gdje jest, a \`stroj stop ${d.instance}\` je gasi.`,
  },
  'suspend.failed': {
    text: (d) => `Instanca „${d.instance}” nije uspavana: ${d.reason}.`,
    hint: (d) => `Radi kao i dosad; što čini, kaže \`stroj show ${d.instance}\`.`,
  },
  'suspend.unfit': {
    text: (d) => `Instanca „${d.instance}” ne može nastaviti ondje gdje je uspavana: ${d.reason}.`,
    hint: (d) =>
      `Memorija joj se dotad čuva. Da se podigne bez nje, kao nakon nestanka struje: \`stroj kill ${d.instance}\`, pa \`stroj start ${d.instance}\`.`,
  },
  'fork.refused': {
    text: (d) => `Instanca „${d.instance}” ne može se granati: ${d.reason}.`,
    hint: () => 'Ništa nije promijenjeno. Što je za to potrebno, kaže `stroj help fork`.',
  },
  'fork.failed': {
    text: (d) => `Grana „${d.fork}” instance „${d.instance}” nije nastala: ${d.reason}.`,
    hint: (d) =>
      `Instanca „${d.instance}” radi kao i dosad, a od grane nije ostalo ništa. Pokušajte ponovno ili pogledajte \`stroj logs ${d.instance}\`.`,
  },
} as const satisfies CroatianFaults
