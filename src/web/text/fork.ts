import { catalogue } from './catalogue.ts'

/** Machines that go on from where another one stands. */
export const forkText = catalogue(
  {
    fork: 'Fork',
    title: (name: string) => `Fork ${name}`,
    meaning:
      'Each fork goes on from where this one stands now, as a machine of its own: with a name, addresses, keys and randomness of its own. Memory and disks are shared until somebody writes to them. This one goes on, too.',
    names: 'Names of the forks',
    namesHint: 'Several with spaces between them, up to 16: all of one moment.',
    namesWrong: 'Each name once, up to 16.',
    forward: 'Forwarded ports of the fork',
    forwardHint: 'Such as 8081:80. Those of this one stay with it.',
    disk: 'Disks take',
    diskOf: (own: string, shared: string) => `${own} of its own, ${shared} shared with others`,
    diskOwn: (own: string) => `${own} of its own`,
  },
  {
    fork: 'Granaj',
    title: (name: string) => `Granaj ${name}`,
    meaning:
      'Svaka grana nastavlja odatle gdje ova sada stoji, kao zaseban stroj: s vlastitim imenom, adresama, ključevima i nasumičnošću. Memorija i diskovi dijele se dok netko u njih ne piše. I ova nastavlja.',
    names: 'Imena grana',
    namesHint: 'Više njih s razmacima, najviše 16: sve iz istog trenutka.',
    namesWrong: 'Svako ime jedanput, najviše 16.',
    forward: 'Proslijeđeni portovi grane',
    forwardHint: 'Na primjer 8081:80. Portovi ove instance ostaju njoj.',
    disk: 'Diskovi zauzimaju',
    diskOf: (own: string, shared: string) => `${own} vlastitih, ${shared} dijeli s drugima`,
    diskOwn: (own: string) => `${own} vlastitih`,
  },
)
