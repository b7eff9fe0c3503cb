import { catalogue } from './catalogue.ts'

/** How long an instance stays, and when it is parked. */
export const standingText = catalogue(
  {
    stays: 'Stays until',
    staysMeaning: 'Then it is deleted, whatever it does, unless it is renewed.',
    renew: 'Renew',
    renewed: (name: string) => `${name} stays for its time again`,
    park: 'Parked when idle',
    parkAfter: (time: string) => `after ${time}`,
    parked: 'It stands still in memory; a console, a command or a connection wakes it.',
    idleSince: 'Idle since',
    notIdle: (why: string) => `Not idle: ${why}.`,
  },
  {
    stays: 'Ostaje do',
    staysMeaning: 'Tada se briše, što god radila, ako se ne produlji.',
    renew: 'Produlji',
    renewed: (name: string) => `${name} opet ostaje svoje vrijeme`,
    park: 'Parkira se kad miruje',
    parkAfter: (time: string) => `nakon ${time}`,
    parked: 'Stoji u memoriji; budi je konzola, naredba ili spajanje.',
    idleSince: 'Miruje od',
    notIdle: (why: string) => `Ne miruje: ${why}.`,
  },
)
