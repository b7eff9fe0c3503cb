import { catalogue, croatian, english } from './catalogue.ts'

/** Networks, cards of guests, and ports of the host that lead to them. */
export const networkText = catalogue(
  {
    title: 'Networks',
    lead: (cards: number, ports: number) =>
      `${english(cards, 'network card', 'network cards')}, ${english(ports, 'forwarded port', 'forwarded ports')}`,
    none: 'Nobody is on a network',
    noneMeaning: 'Network cards of instances stand here, and the ports of this host that lead to them.',
    find: 'Find by port, address or instance',
    clear: 'Clear',
    noMatch: 'Nothing here is like that',
    kind: { user: 'User network', isolated: 'Isolated', sriov: 'SR-IOV' },
    meaning: {
      user: 'Guests reach the outside through the host; nobody reaches them but by forwarded ports.',
      isolated: 'No way out and no way in: not to the host, not to other guests.',
    },
    cardsOf: (all: number, live: number) =>
      all === 0 ? 'no cards' : `${english(all, 'card', 'cards')}, ${live === 0 ? 'none' : live} in use now`,
    functions: 'Virtual functions',
    functionsOf: (on: number, most: number) => `${on} of ${most} on`,
    givenTo: 'Given to',
    driver: 'Driver',
    ports: 'Forwarded ports',
    noPorts: 'No port of this host leads to an instance.',
    noPortsMeaning: 'An instance gets one with `stroj create --forward 8080:80`, or among its network cards.',
    port: 'On this host',
    to: 'Leads to',
    now: 'Now',
    standing: {
      listening: 'Listening',
      leaving: 'Listening until the next start',
      waiting: 'Opens at the next start',
      resting: 'Closed',
    },
    alsoWantedBy: (names: string) => `also wanted by ${names}`,
    nics: 'Network cards of instances',
    instance: 'Instance',
    network: 'Network',
    mac: 'Address of the card',
    addresses: 'IP addresses',
  },
  {
    title: 'Mreže',
    lead: (cards: number, ports: number) =>
      `${croatian(cards, 'mrežna kartica', 'mrežne kartice', 'mrežnih kartica')}, ${croatian(ports, 'proslijeđeni port', 'proslijeđena porta', 'proslijeđenih portova')}`,
    none: 'Nitko nije na mreži',
    noneMeaning: 'Ovdje su mrežne kartice instanci i portovi ovog domaćina koji do njih vode.',
    find: 'Traži po portu, adresi ili instanci',
    clear: 'Očisti',
    noMatch: 'Ništa ovdje nije takvo',
    kind: { user: 'Korisnička mreža', isolated: 'Izolirana', sriov: 'SR-IOV' },
    meaning: {
      user: 'Gosti preko domaćina vide van; do njih se dolazi samo proslijeđenim portovima.',
      isolated: 'Bez izlaza i ulaza: ni prema domaćinu ni prema drugim gostima.',
    },
    cardsOf: (all: number, live: number) =>
      all === 0
        ? 'nema kartica'
        : `${croatian(all, 'kartica', 'kartice', 'kartica')}, ${live === 0 ? 'nijedna' : live} sada u upotrebi`,
    functions: 'Virtualne funkcije',
    functionsOf: (on: number, most: number) => `uključeno ${on} od ${most}`,
    givenTo: 'Ima ih',
    driver: 'Upravljač',
    ports: 'Proslijeđeni portovi',
    noPorts: 'Nijedan port ovog domaćina ne vodi do instance.',
    noPortsMeaning: 'Instanca ga dobiva uz `stroj create --forward 8080:80` ili među svojim mrežnim karticama.',
    port: 'Na domaćinu',
    to: 'Vodi do',
    now: 'Sada',
    standing: {
      listening: 'Sluša',
      leaving: 'Sluša do idućeg pokretanja',
      waiting: 'Otvara se pri idućem pokretanju',
      resting: 'Zatvoren',
    },
    alsoWantedBy: (names: string) => `želi ga i ${names}`,
    nics: 'Mrežne kartice instanci',
    instance: 'Instanca',
    network: 'Mreža',
    mac: 'Adresa kartice',
    addresses: 'IP adrese',
  },
)
