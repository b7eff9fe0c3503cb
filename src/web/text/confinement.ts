import { catalogue } from './catalogue.ts'

/** How far an instance is kept from the host. */
export const confinementText = catalogue(
  {
    title: 'Confined',
    level: (level: number) => `Level ${level} of 2`,
    ownUser: 'It runs as a user of its own.',
    sharedUser: 'It runs as the user of the daemon.',
    limited: 'The kernel limits what it takes.',
    unlimited: 'Nothing limits what it takes.',
    notFurther: (reason: string) => `Not further: ${reason}.`,
  },
  {
    title: 'Ograđenost',
    level: (level: number) => `Razina ${level} od 2`,
    ownUser: 'Radi kao vlastiti korisnik.',
    sharedUser: 'Radi kao korisnik poslužitelja.',
    limited: 'Jezgra ograničava koliko troši.',
    unlimited: 'Ništa ne ograničava koliko troši.',
    notFurther: (reason: string) => `Zašto ne više: ${reason}.`,
  },
)
