/** What builds images, and where everything is kept. */
export const imageWords = {
  'The image `debian` can be built.': 'Slika `debian` može se sagraditi.',
  'The image `debian` cannot be built.': 'Slika `debian` ne može se sagraditi.',
  'Debian packages': 'Debianovi paketi',
  'apt-get not found': 'apt-get nije nađen',
  'Images are built from Debian packages, which apt fetches.': 'Slike se grade od Debianovih paketa, koje dohvaća apt.',
  'the keys of Debian are not here': 'Debianovih ključeva nema',
  'Debian packages cannot be verified, so no image is built.':
    'Debianovi paketi ne mogu se provjeriti, pa se slike ne grade.',
  'Images are built from the mirror that apt is configured with.':
    'Slike se grade sa zrcala na koje je apt postavljen.',
  'apt knows no Debian mirror': 'apt ne zna nijedno Debianovo zrcalo',
  'Images are built from {mirror}.': 'Slike se grade s {mirror}.',
  building: 'gradnja',
  'as root': 'kao root',
  'Images are built in namespaces of their own.': 'Slike se grade u vlastitim imenskim prostorima.',
  'no user namespaces': 'nema korisničkih imenskih prostora',
  'This kernel denies them to ordinary users, so no image is built.':
    'Ova ih jezgra običnim korisnicima brani, pa se slike ne grade.',
  'newuidmap not found': 'newuidmap nije nađen',
  'Without it only root can build images.': 'Bez njega slike može graditi samo root.',
  'as {user}, without root': 'kao {user}, bez roota',
  'Images are built in a user namespace.': 'Slike se grade u korisničkom imenskom prostoru.',
  'no subordinate users': 'nema podređenih korisnika',
  'User {user} has no range in /etc/subuid and /etc/subgid, so no image is built.':
    'Korisnik {user} nema raspona u /etc/subuid i /etc/subgid, pa se slike ne grade.',
  'disk space': 'mjesto na disku',
  '{free} free in {folder}': 'slobodno {free} u {folder}',
  'Images and disks lie there; a guest whose disk cannot grow is paused.':
    'Tamo su slike i diskovi; gost kojem disk ne može rasti pauzira se.',
  'Free some space, or set STROJ_HOME to another disk.': 'Oslobodite mjesto ili STROJ_HOME postavite na drugi disk.',
  sockets: 'utičnice',
  'The path is short enough for unix sockets.': 'Putanja je dovoljno kratka za unix-utičnice.',
  'Socket paths in it have up to {bytes} bytes, and Linux allows {most}.':
    'Putanje utičnica u njoj imaju do {bytes} bajtova, a Linux dopušta {most}.',
  'Set XDG_RUNTIME_DIR or STROJ_HOME to a shorter path.': 'Postavite XDG_RUNTIME_DIR ili STROJ_HOME na kraću putanju.',
} as const
