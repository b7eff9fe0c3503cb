import type { Catalogue, FaultCode } from '../../model/fault-catalogue.ts'

type Details<C extends FaultCode> = Parameters<Catalogue[C]['text']>[0]

type Words<C extends FaultCode> = {
  readonly text: (details: Details<C>) => string
  readonly hint?: (details: Details<C>) => string
}

const meant = (near: string | undefined) => (near === undefined ? '' : ` Jeste li mislili „${near}”?`)

/**
 * Faults in Croatian, by their codes. What is not here is told in English. Reasons inside of them stay as the daemon, QEMU or
 * the kernel says them. A test holds each to the details that the English one tells.
 */
export const croatianFaults: { readonly [C in FaultCode]?: Words<C> } = {
  'request.stale': {
    text: (d) => `Instanca „${d.name}” promijenila se otkad je pročitana.`,
    hint: () => 'Pročitajte je ponovno i ponovite izmjenu.',
  },
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
  'image.not-found': {
    text: (d) => `Nema slike „${d.image}”.${meant(d.near)}`,
    hint: () => 'Slike koje su ovdje i one koje se mogu sagraditi popisuje `stroj image ls`.',
  },
  'image.ambiguous': {
    text: (d) => `„${d.image}” je početak više sažetaka (${d.count}).`,
    hint: () => 'Navedite više znakova sažetka.',
  },
  'image.in-use': {
    text: (d) => `Sliku „${d.image}” koristi ${d.users.join(', ')}.`,
    hint: () => 'Najprije uklonite te instance.',
  },
  'image.download-failed': {
    text: (d) => `${d.url} se ne može preuzeti: ${d.reason}.`,
    hint: () => 'Ono što je stiglo čuva se: zatražite ponovno i nastavlja se odatle.',
  },
  'image.download-refused': {
    text: (d) => `${d.url} se ne preuzima: ${d.reason}.`,
    hint: () => 'Zrcalo u vlastitoj mreži navodi se pod `downloads.allow` u postavkama poslužitelja.',
  },
  'image.wrong-digest': {
    text: (d) => `${d.url} nije poslao ono što se tražilo: sažetak je ${d.found}, a trebao bi biti ${d.wanted}.`,
    hint: () => 'Ništa od toga nije zadržano. Usporedite sažetak s objavljenim ili uzmite drugo zrcalo.',
  },
  'image.bad-signature': {
    text: (d) => `Potpis od ${d.url} ne vrijedi: ${d.reason}.`,
    hint: () => 'Ništa nije preuzeto. Uzmite drugo zrcalo ili nadogradite paket s ključevima.',
  },
  'image.no-medium': {
    text: (d) => `Slika „${d.image}” je disk, a ne medij za pogon.`,
    hint: () => 'Uzmite je kao `image` ili navedite instalacijski medij: `stroj image ls --available`.',
  },
  'image.build-failed': {
    text: (d) => `Slika „${d.recipe}” nije se mogla sagraditi: ${d.reason}.`,
    hint: () => 'Ništa nije ostalo. Uklonite uzrok i gradite ponovno.',
  },
  'volume.not-found': {
    text: (d) => `Nema diska „${d.volume}”.${meant(d.near)}`,
    hint: () => 'Popis daje `stroj volume ls`, a novi pravi `stroj volume create`.',
  },
  'volume.exists': {
    text: (d) => `Disk imena „${d.volume}” već postoji.`,
    hint: (d) => `Odaberite drugo ime ili ga uklonite: \`stroj volume rm ${d.volume}\`.`,
  },
  'volume.in-use': {
    text: (d) => `Disk „${d.volume}” ima ${d.users.join(', ')}, pa sada ne može (${d.action}).`,
    hint: () => 'Najprije zaustavite instancu ili disk odvojite od nje: `stroj volume detach`.',
  },
  'volume.stood-on': {
    text: (d) => `Disk „${d.volume}” sada ne može (${d.action}): na njemu stoji ${d.others.join(', ')}.`,
    hint: () => 'Najprije uklonite te diskove ili ih osamostalite.',
  },
  'volume.locked': {
    text: (d) => `Disk „${d.volume}” je šifriran, a njegova lozinka ovdje nije poznata.`,
    hint: (d) => `Otključajte ga: \`stroj volume unlock ${d.volume}\`.`,
  },
  'volume.wrong-passphrase': {
    text: (d) => `Ta lozinka ne otvara disk „${d.volume}”.`,
    hint: () => 'Ništa nije promijenjeno. Bez prave lozinke nitko ga ne može čitati.',
  },
  'volume.damaged': {
    text: (d) => `Disk „${d.volume}” ne može se koristiti: ${d.reason}.`,
    hint: (d) => `Datoteku qcow2 popravlja na kopiji \`stroj volume check ${d.volume} --repair\`.`,
  },
  'volume.wrong-size': { text: (d) => `Disk „${d.volume}” ne može imati tu veličinu: ${d.reason}.` },
  'volume.unfit': { text: (d) => `Disk „${d.volume}” sada ne može (${d.action}): ${d.reason}.` },
  'volume.held': {
    text: (d) => `Gost instance „${d.name}” ne pušta disk „${d.volume}”.`,
    hint: () => 'Odspojite ga u gostu pa ga ponovno odvojite ili najprije zaustavite instancu.',
  },
  'pool.not-found': {
    text: (d) => `Nema spremišta „${d.pool}”.${meant(d.near)}`,
    hint: () => 'Popis daje `stroj pool ls`.',
  },
  'pool.exists': { text: (d) => `Spremište „${d.pool}” ne može se napraviti: ${d.reason}.` },
  'pool.unusable': {
    text: (d) => `Mapa ${d.path} ne može biti spremište: ${d.reason}.`,
    hint: () => 'Uzmite vlastitu mapu u koju nitko drugi ne može pisati: `mkdir -m 700`.',
  },
  'pool.in-use': { text: (d) => `Spremište „${d.pool}” ne može se ukloniti: ${d.reason}.` },
  'access.denied': {
    text: (d) => `Poslužitelj ne zna tko pita: ${d.reason}.`,
    hint: () => 'Otvorite aplikaciju uz `stroj web` ili napravite token: `stroj token create IME`.',
  },
  'access.read-only': {
    text: (d) => `Tko pita smije samo gledati; ${d.operation} traži nekoga tko smije sve.`,
    hint: () => 'Napravite token koji smije sve: `stroj token create IME`.',
  },
  'access.too-many-attempts': {
    text: (d) => `Pokušano je previše pogrešnih tajni; pričekajte ${d.seconds} s.`,
    hint: () => '`stroj web` daje poveznicu koja radi čim to vrijeme prođe.',
  },
  'snapshot.not-found': {
    text: (d) => `Instanca „${d.instance}” nema snimke „${d.name}”.${meant(d.near)}`,
    hint: (d) => `Popis daje \`stroj snapshot ls ${d.instance}\`.`,
  },
  'snapshot.exists': {
    text: (d) => `Instanca „${d.instance}” već ima snimku imena „${d.name}”.`,
    hint: () => 'Odaberite drugo ime ili ga izostavite.',
  },
  'snapshot.refused': { text: (d) => `Instanca „${d.instance}” ne može se snimiti: ${d.reason}.` },
  'snapshot.incomplete': {
    text: (d) =>
      `Snimka instance „${d.instance}” bila bi bez ovoga: ${d.disks.join(', ')}. Diskovi i datoteke stoje sami za sebe.`,
    hint: () => 'Snimite bez njih ili ih prije odvojite; disk kakav jest čuva `stroj volume clone`.',
  },
  'snapshot.restore-refused': {
    text: (d) => `Instanca „${d.instance}” ne može se vratiti na „${d.name}”: ${d.reason}.`,
    hint: () => 'Ništa nije promijenjeno. Bez memorije (`--disks-only`) snimka treba samo iste diskove.',
  },
  'snapshot.failed': {
    text: (d) => `Snimka „${d.name}” instance „${d.instance}” nije uspjela: ${d.reason}.`,
    hint: () => 'Instanca nastavlja kao i prije.',
  },
  'snapshot.not-merged': {
    text: (d) =>
      `Snimka „${d.name}” instance „${d.instance}” uklonjena je, ali diskovi koje je čuvala još zauzimaju mjesto: ${d.reason}.`,
    hint: () => 'Ništa nije izgubljeno. Uklonite uzrok; spajaju se kad se ukloni iduća snimka te instance.',
  },
  'snapshot.memory-lost': {
    text: (d) =>
      `Snimka „${d.name}” instance „${d.instance}” ima samo diskove; memorija se nije mogla sačuvati: ${d.reason}.`,
    hint: (d) => `Zadržite je ili je uklonite: \`stroj snapshot rm ${d.instance} ${d.name}\`.`,
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
  'warm.refused': {
    text: (d) => `Gost slike „${d.image}” ne može se čuvati toplim: ${d.reason}.`,
    hint: () => 'Njezine se instance podižu kao i dosad. Što je za to potrebno, kaže `stroj help image warm`.',
  },
  'warm.not-found': {
    text: (d) => `Nema tople slike „${d.warm}”.`,
    hint: () => 'Popis daje `stroj warm ls`.',
  },
  'warm.over-budget': {
    text: (d) => `Topla slika od ${d.needed} ne stane u mjesto predviđeno za sve njih (${d.budget}).`,
    hint: () => 'Dajte im više u postavkama ili čuvajte gosta s manje memorije.',
  },
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
  'operation.not-found': {
    text: (d) => `Nema radnje „${d.id}”.`,
    hint: () => 'Popis daje `stroj operation ls`.',
  },
  'operation.not-cancellable': { text: (d) => `Radnja „${d.id}” ne može se prekinuti (stanje ${d.state}).` },
  'daemon.unreachable': {
    text: (d) => `Poslužitelj se ne može dobiti na ${d.socket}: ${d.reason}.`,
    hint: () => 'Iznova ga pokreće `stroj daemon restart`; instance koje rade to ne dira.',
  },
  'daemon.stopping': {
    text: () => 'Poslužitelj se zaustavlja.',
    hint: () => 'Pitajte ponovno; novi se pokreće po potrebi.',
  },
}
