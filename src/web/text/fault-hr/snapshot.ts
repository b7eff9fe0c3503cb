import { meant, type CroatianFaults } from './words.ts'

/** Snapshots. */
export const snapshotFaults = {
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
} as const satisfies CroatianFaults
