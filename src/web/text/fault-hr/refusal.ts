import type { RefusalKind } from '../../../model/refusal.ts'

const hints: Readonly<Record<RefusalKind, string>> = {
  unreadable: 'Provjerite putanju i prava; putanje vidi poslužitelj, pa ih navedite od korijena.',
  empty: 'Pogledajte odakle je datoteka: u nju ništa nije zapisano.',
  packed: 'Najprije je raspakirajte, na primjer uz `gunzip`, `unxz`, `unzstd`, `unzip` ili `tar`.',
  format: 'Uzimaju se qcow2, raw, vmdk (sparse ili stream-optimized), vdi, vhd i vhdx: izvezite je u jednom od njih.',
  mismatch: 'Navedite što jest: `--disk-format` pri uvozu, koji se smije izostaviti, i `format` diska u opisu.',
  refers: 'Gdje su ostale datoteke poznate i pouzdane, `qemu-img convert -O qcow2` pravi samostalnu datoteku.',
  encrypted: 'Napravite nešifriranu kopiju programom koji ima ključ.',
  'cut-off': 'Datoteka nije potpuna: preuzmite je ponovno i usporedite joj veličinu i sažetak.',
  damaged: 'Preuzmite je ponovno ili joj kopiju popravite programom iz kojeg je (qcow2: `qemu-img check -r all`).',
  'too-large': 'Smanjite disk tamo odakle je ili ga izvezite bez sažimanja.',
  changed: 'Ugasite gosta ili program koji u nju piše, pa je ponovno uvezite.',
  'too-slow': 'Preuzmite je ponovno; ispravan se disk čita brže.',
}

/** What to do about a disk file that is not taken. */
export function refusalHint(kind: RefusalKind | undefined): string {
  return `Ništa nije promijenjeno. ${hints[kind ?? 'format']}`
}
