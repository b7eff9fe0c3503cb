import { catalogue } from './catalogue.ts'

/** How far an instance is kept from the host. */
export const confinementText = catalogue(
  {
    title: 'Confined',
    level: (level: number) => `Level ${level} of 3`,
    ownUser: 'It runs as a user of its own.',
    sharedUser: 'It runs as the user of the daemon.',
    limited: 'The kernel limits what it takes.',
    unlimited: 'Nothing limits what it takes.',
    notFurther: (reason: string) => `Not further: ${reason}.`,
    apart: 'It sees only its files and those of the system, and no network of the host.',
    together: 'It sees the files of the host.',
  },
  {
    title: 'Ograđenost',
    level: (level: number) => `Razina ${level} od 3`,
    ownUser: 'Radi kao vlastiti korisnik.',
    sharedUser: 'Radi kao korisnik poslužitelja.',
    limited: 'Jezgra ograničava koliko troši.',
    unlimited: 'Ništa ne ograničava koliko troši.',
    notFurther: (reason: string) => `Zašto ne više: ${reason}.`,
    apart: 'Vidi samo svoje datoteke i datoteke sustava, a nijednu mrežu domaćina.',
    together: 'Vidi datoteke domaćina.',
  },
)
