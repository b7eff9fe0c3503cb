const left: Readonly<Record<string, string>> = {
  'volume.commit': 'disk se čita kao i prije, a u njegovoj podlozi može biti dio njega',
  'volume.export': 'datoteka DATOTEKA.part može se ukloniti, a na blok-uređaju na koji je trebao ići dio je diska',
  'volume.rekey': 'otvara ga ili stara lozinka ili nova, ne obje',
  'volume.resize': 'ima staru ili novu veličinu',
  'volume.snapshot': 'stanje je sačuvano ili ništa nije promijenjeno',
  'volume.restore': 'disk je kakav je bio ili kao u tom stanju',
  'volume.forget': 'stanja više nema ili ništa nije promijenjeno',
}

/** What is left of an operation that ended with its daemon, as the end of a sentence. */
export function leftByCrash(kind: string): string {
  return left[kind] ?? 'što je bilo napola gotovo, poništeno je'
}
