import { catalogue } from './catalogue.ts'

export const shellText = catalogue(
  {
    skip: 'Skip to content',
    menu: 'Menu',
    navigation: 'Main',
    toDark: 'Dark theme',
    toLight: 'Light theme',
    places: {
      overview: 'Overview',
      instances: 'Instances',
      images: 'Images',
      volumes: 'Volumes',
      operations: 'Operations',
      host: 'Host',
      settings: 'Settings',
    },
    connection: {
      live: 'Live',
      lost: 'Not connected',
      lostSince: 'The connection to the daemon was lost at',
      lostMeaning:
        'What you see is from before that. The connection is tried again by itself, and everything is read anew then.',
    },
    login: {
      title: 'Sign in to stroj',
      linkUsed: 'The link no longer works',
      byLink: 'On the computer where stroj runs, this opens the app signed in:',
      byToken: 'Or paste a token:',
      token: 'Token',
      enter: 'Sign in',
      refused: 'Not signed in',
    },
    noScreen: { title: 'Not found', here: 'There is no such page', back: 'To the overview' },
  },
  {
    skip: 'Preskoči na sadržaj',
    menu: 'Izbornik',
    navigation: 'Glavna',
    toDark: 'Tamna tema',
    toLight: 'Svijetla tema',
    places: {
      overview: 'Pregled',
      instances: 'Instance',
      images: 'Slike',
      volumes: 'Diskovi',
      operations: 'Radnje',
      host: 'Domaćin',
      settings: 'Postavke',
    },
    connection: {
      live: 'Uživo',
      lost: 'Nema veze',
      lostSince: 'Veza s poslužiteljem stroj prekinuta je u',
      lostMeaning: 'Ono što vidite starije je od toga. Veza se sama ponovno uspostavlja, a tada se sve čita iznova.',
    },
    login: {
      title: 'Prijava u stroj',
      linkUsed: 'Poveznica više ne vrijedi',
      byLink: 'Na računalu na kojem stroj radi, ovo otvara aplikaciju s prijavom:',
      byToken: 'Ili zalijepite token:',
      token: 'Token',
      enter: 'Prijavi se',
      refused: 'Prijava nije uspjela',
    },
    noScreen: { title: 'Nije pronađeno', here: 'Takva stranica ne postoji', back: 'Na pregled' },
  },
)
