import { meant, type CroatianFaults } from './words.ts'

/** Volumes and pools. */
export const volumeFaults = {
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
  'volume.failed': {
    text: (d) => `Radnja (${d.action}) nije uspjela: ${d.reason}.`,
    hint: (d) => d.left ?? 'Ništa nije promijenjeno i od nje nije ništa ostalo.',
  },
} as const satisfies CroatianFaults
