import { catalogue } from './catalogue.ts'

/** Changes of the host: shown, asked for, made and taken back. */
export const changeText = catalogue(
  {
    look: 'Show',
    lookOf: (name: string) => `Show what ${name} runs`,
    back: 'Take back',
    backOf: (name: string) => `Take ${name} back`,
    make: 'Change this host',
    takeBack: 'Take the change back',
    doIt: 'Do it now',
    steps: 'What will run, as root',
    undo: 'What takes it back',
    running: 'The host is being changed. Should a step fail, those before it are taken back.',
    inPlace: 'It is so already.',
    nothingToTakeBack: 'There is nothing to take back.',
    byHand: 'Only a person can do this:',
    notRoot: 'The daemon is not root and cannot do it. In a terminal, with sudo:',
  },
  {
    look: 'Pokaži',
    lookOf: (name: string) => `Pokaži što ${name} izvršava`,
    back: 'Vrati',
    backOf: (name: string) => `Vrati ${name}`,
    make: 'Izmjena domaćina',
    takeBack: 'Vrati izmjenu',
    doIt: 'Učini to sada',
    steps: 'Što će se izvršiti, kao root',
    undo: 'Što to vraća',
    running: 'Domaćin se mijenja. Ako neki korak ne uspije, prethodni se vraćaju.',
    inPlace: 'Već je tako.',
    nothingToTakeBack: 'Nema se što vratiti.',
    byHand: 'To može samo čovjek:',
    notRoot: 'Poslužitelj nije root i ne može to učiniti. U terminalu, uz sudo:',
  },
)
