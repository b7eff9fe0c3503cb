import { meant, type CroatianFaults } from './words.ts'

/** The daemon, and who may speak to it. */
export const daemonFaults = {
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
  'daemon.unreachable': {
    text: (d) => `Poslužitelj se ne može dobiti na ${d.socket}: ${d.reason}.`,
    hint: () => 'Iznova ga pokreće `stroj daemon restart`; instance koje rade to ne dira.',
  },
  'daemon.stopping': {
    text: () => 'Poslužitelj se zaustavlja.',
    hint: () => 'Pitajte ponovno; novi se pokreće po potrebi.',
  },
  'token.not-found': {
    text: (d) => `Nema tokena „${d.token}”.${meant(d.near)}`,
    hint: () => 'Popis daje `stroj token ls`.',
  },
  'token.exists': {
    text: (d) => `Token imena „${d.token}” već postoji.`,
    hint: (d) => `Odaberite drugo ime ili ga uklonite: \`stroj token rm ${d.token}\`.`,
  },
  'listener.closed': {
    text: () => 'Poslužitelj ne sluša na TCP-u, pa nema adrese za preglednik.',
    hint: () => 'Otvara je `stroj web`.',
  },
  'listener.unusable': {
    text: (d) => `Poslužitelj ne može slušati na ${d.address}: ${d.reason}.`,
    hint: () => 'Odaberite drugu adresu ili port: `stroj web --listen 127.0.0.1:8686`.',
  },
  'daemon.start-failed': {
    text: (d) => `Poslužitelj se nije pokrenuo: ${d.reason}.`,
    hint: (d) => `Više ima njegov zapisnik: ${d.log}`,
  },
  'daemon.already-running': {
    text: (d) => `Poslužitelj već radi (pid ${d.pid}).`,
    hint: () => 'Pokazuje ga `stroj daemon status`, a završava `stroj daemon stop`.',
  },
  'daemon.settings-invalid': {
    text: (d) => `Postavke u ${d.file} ne mogu se koristiti: ${d.reason}.`,
    hint: () => 'Ispravite datoteku ili je maknite; svaki ključ opisuje docs/design/images.md.',
  },
  'daemon.store-damaged': {
    text: (d) => `Baza ${d.path} ne može se koristiti: ${d.reason}.`,
    hint: () =>
      'Ostavljena je kakva jest. Maknite je zajedno s datotekama -wal i -shm, pa vratite kopiju ili počnite iznova.',
  },
} as const satisfies CroatianFaults
