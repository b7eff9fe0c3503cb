import type { CroatianFaults } from './words.ts'

/** Systems that are being installed. */
export const installFaults = {
  'install.not-wanted': {
    text: (d) => `Instanca „${d.name}” nije za instaliranje: ${d.reason}.`,
    hint: (d) => `Pokreće je \`stroj start ${d.name}\`.`,
  },
  'install.medium-unknown': {
    text: (d) =>
      d.volume === ''
        ? `Medij ${d.medium} nema oznake sveska, pa se ne zna čiji je instalacijski program na njemu.`
        : `Medij ${d.medium} je „${d.volume}”, a to nije instalacijski program koji poznajemo.`,
    hint: () =>
      'Kažite čiji je uz `install.system`, instalirajte paket osinfo-db ili izostavite `install` i odgovarajte sami.',
  },
  'install.medium-differs': {
    text: (d) => `Medij ${d.medium} instalira ${d.has}, a odgovori su za ${d.wanted}.`,
    hint: () => 'Izostavite `install.system`, pa se uzima ono što je na mediju, ili u pogon stavite drugi.',
  },
  'install.medium-incomplete': {
    text: (d) => `Medij ${d.medium} nema jezgre instalacijskog programa sustava ${d.system} kojoj se može odgovarati.`,
    hint: () =>
      'Mediji „live” instaliraju samo rukom: uzmite mrežni ili poslužiteljski medij ili izostavite `install` i odgovarajte sami.',
  },
  'install.too-small': {
    text: (d) => `${d.has} (${d.what}) premalo je za ${d.title}, kojem treba ${d.needs}.`,
    hint: (d) => `Dajte više, na primjer \`${d.what}: ${d.needs}\`.`,
  },
  'install.wrong-architecture': {
    text: (d) => `Za ${d.arch} nema instalacijskog programa sustava ${d.title} kojem se može odgovarati.`,
    hint: () => 'Izostavite `arch` ili `install`.',
  },
  'install.no-drivers': {
    text: () => 'Instalacijski program Windowsa nema upravljača za disk i mrežnu karticu ovog stroja.',
    hint: () => 'Nabavite virtio-win.iso (ima ga Fedorin paket virtio-win) i navedite ga kao `install.drivers`.',
  },
  'install.not-for-windows': {
    text: (d) => `Instalacijskom programu Windowsa ne može se reći \`install.${d.key}\`: ${d.reason}.`,
    hint: (d) => `Izostavite \`install.${d.key}\`.`,
  },
  'install.failed': {
    text: (d) =>
      `„${d.name}” nije instalirana: ${d.reason}. Zadnje što je instalacijski program pokazao bilo je: ${d.phase}.`,
    hint: (d) => `Sve što je pokazao kaže \`stroj logs ${d.name}\`; iznova počinje \`stroj install ${d.name}\`.`,
  },
  'instance.medium-closed': {
    text: (d) =>
      `Stroj „${d.name}” radi kao vlastiti korisnik, koji ne može čitati ${d.medium}: ${d.closed} nije otvoreno drugima.`,
    hint: (d) =>
      `Uzmite medij u knjižnicu: \`stroj image import ${d.medium}\`, ili s chmod otvorite drugima ${d.closed}.`,
  },
  'instance.not-shown': {
    text: (d) =>
      `Stroj „${d.name}” vidi samo ono što mu je dano, i dok radi ne može mu se pokazati ${d.path}: ${d.reason}.`,
    hint: (d) =>
      `Ništa nije priključeno. Zaustavite ${d.name}, dajte to instanci i pokrenite je: što ima pri pokretanju, to vidi.`,
  },
} as const satisfies CroatianFaults
