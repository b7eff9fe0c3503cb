/** Memory, and what keeps instances to their share of the host. */
export const memoryWords = {
  memory: 'memorija',
  '{free} available of {all}': 'raspoloživo {free} od {all}',
  'Enough for an instance of the usual size (1GiB).': 'Dovoljno za instancu uobičajene veličine (1GiB).',
  'An instance of the usual size (1GiB) would make this host swap; give it less.':
    'Uz instancu uobičajene veličine (1GiB) domaćin bi se služio swapom; dajte joj manje.',
  swap: 'swap',
  'Memory that guests do not touch can be written out.': 'Memorija koju gosti ne diraju može se zapisati na disk.',
  'When memory runs out, the kernel ends a process, which may be an instance.':
    'Kad memorije ponestane, jezgra završava neki proces, a to može biti i instanca.',
  overcommit: 'obećana memorija',
  'within reason': 'u razumnoj mjeri',
  'Instances may be promised more than is there; only what they touch is taken.':
    'Instancama se smije obećati više nego što ima; uzima se samo ono što diraju.',
  always: 'uvijek',
  'Every start succeeds; when memory runs out, the kernel ends a process.':
    'Svako pokretanje uspijeva; kad memorije ponestane, jezgra završava neki proces.',
  never: 'nikad',
  'The whole memory of an instance is counted at its start, so fewer of them fit.':
    'Pri pokretanju se računa sva memorija instance, pa ih stane manje.',
  'huge pages': 'velike stranice',
  'none reserved ({sizes} possible)': 'nijedna nije odvojena (moguće: {sizes})',
  'Reserved ones are kept from everything else.': 'Odvojene se čuvaju od svega ostalog.',
  '{free} of {total} free of {size}': 'slobodno {free} od {total} po {size}',
  '{free} of {total} free of {size}, {free2} of {total2} free of {size2}':
    'slobodno {free} od {total} po {size}, {free2} od {total2} po {size2}',
  '{bytes} are kept for programs that ask for them.': '{bytes} čuva se za programe koji ih traže.',
  'large pages': 'prozirne velike stranice',
  'on ({how})': 'uključeno ({how})',
  'QEMU asks for them for the memory of guests, which makes them faster.':
    'QEMU ih traži za memoriju gostiju, što ih ubrzava.',
  'merging (KSM)': 'spajanje (KSM)',
  'This kernel cannot keep equal pages of guests once.': 'Ova jezgra ne zna jednake stranice gostiju čuvati jedanput.',
  'on, saves {bytes}': 'uključeno, štedi {bytes}',
  'Equal pages of guests are kept once.': 'Jednake stranice gostiju čuvaju se jedanput.',
  'Equal pages of guests could be kept once: less memory for some work of the processor, and guests can tell by the clock what others have in theirs.':
    'Jednake stranice gostiju mogle bi se čuvati jedanput: manje memorije za nešto rada procesora, a gosti po satu mogu razabrati što drugi imaju u svojoj.',
  '{n} node[s]': '{n|čvor|čvora|čvorova}',
  'All memory is equally near to all processors.': 'Sva je memorija svim procesorima jednako blizu.',
  'Memory of another node is slower; the kernel moves instances to where theirs is.':
    'Memorija drugog čvora je sporija; jezgra premješta instance onamo gdje je njihova.',
  'control groups': 'kontrolne grupe',
  'The kernel can keep processes to a share of the host with version 2.':
    'S inačicom 2 jezgra može procesima ograničiti udio domaćina.',
  'v2, with {controllers}': 'v2, uz {controllers}',
  'Processes can be kept to a share of these.': 'Od toga se procesima može ograničiti udio.',
  'v2 (the kernel has {controllers})': 'v2 (jezgra ima {controllers})',
  'Nothing is delegated to {user}, so only root can keep processes to a share of the host.':
    'Korisniku {user} nije ništa povjereno, pa samo root procesima može ograničiti udio domaćina.',
  'user namespaces': 'korisnički imenski prostori',
  allowed: 'dopušteni',
  'allowed, up to {most}': 'dopušteni, do {most}',
  'Ordinary users can build images, and helpers shut themselves in.':
    'Obični korisnici mogu graditi slike, a pomoćni se programi sami zatvaraju.',
  denied: 'zabranjeni',
  'denied by {what}': 'zabranjeni ({what})',
  'Only root can build images, and helpers cannot shut themselves in.':
    'Samo root može graditi slike, a pomoćni se programi ne mogu zatvoriti.',
} as const
