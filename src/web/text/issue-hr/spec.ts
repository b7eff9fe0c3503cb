/** What of a spec does not go together. */
export const specWords = {
  'guests of {arch} have no machine {machine}; use {boards}, or leave it out':
    'gosti za {arch} nemaju stroj {machine}; uzmite {boards} ili ga izostavite',
  '{count} processors are too many; the most of {arch} is {most}':
    '{count|procesor|procesora|procesora} je previše; {arch} ih ima najviše {most}',
  '{count} processors are too many; the most is {most}':
    '{count|procesor|procesora|procesora} je previše; najviše ih je {most}',
  'only guests of x86_64 can have guests of their own, and this one is {arch}':
    'vlastite goste mogu imati samo gosti za x86_64, a ovaj je {arch}',
  'only guests of x86_64 have an IOMMU of {iommu}, and this one is {arch}':
    'IOMMU ({iommu}) imaju samo gosti za x86_64, a ovaj je {arch}',
  'only guests of x86_64 on q35 can have it': 'to mogu imati samo gosti za x86_64 na stroju q35',
  'machine microvm boots a kernel directly; it has no {firmware}':
    'stroj microvm jezgru pokreće izravno; nema firmvera {firmware}',
  'guests of {arch} have no firmware {firmware}; use {known}':
    'gosti za {arch} nemaju firmvera {firmware}; uzmite {known}',
  'firmware {firmware} checks no signatures; use uefi, or secureBoot: false':
    'firmver {firmware} ne provjerava potpise; uzmite uefi ili secureBoot: false',
  'U-Boot, which starts guests of riscv64, has an order of its own':
    'U-Boot, koji pokreće goste za riscv64, ima vlastiti redoslijed',
  'machine {machine} has no cdrom drive; use machine q35': 'stroj {machine} nema pogon cdrom; uzmite stroj q35',
  'only machine q35 has sata, and this one is {machine}': 'sata ima samo stroj q35, a ovaj je {machine}',
  'a disk on sata can always be written to; take virtio for one that is only read':
    'na disk na sati uvijek se može pisati; za onaj koji se samo čita uzmite virtio',
  'there is room for 3 disks on sata': 'na sati ima mjesta za 3 diska',
  'the PCI bus of machine pseries knows no virtual functions': 'PCI-sabirnica stroja pseries ne zna virtualne funkcije',
  'an IOMMU stands before PCI devices, {why}': 'IOMMU stoji ispred PCI-uređaja, {~why}',
  'nvme is on the PCI bus, {why}': 'nvme je na PCI-sabirnici, {~why}',
  'e1000e is on the PCI bus, {why}': 'e1000e je na PCI-sabirnici, {~why}',
  'which machine {machine} does not have; {instead}': 'koje stroj {machine} nema; {~instead}',
  'use machine q35': 'uzmite stroj q35',
  'guests of {arch} know virtio': 'gosti za {arch} znaju virtio',
  'machine {machine} has no place for devices of the host': 'stroj {machine} nema mjesta za uređaje domaćina',
  'machine {machine} has no place for devices of the host; {instead}':
    'stroj {machine} nema mjesta za uređaje domaćina; {~instead}',
  'machine microvm has room for 5 extra disks and nics together; use machine q35':
    'stroj microvm ima mjesta za 5 dodatnih diskova i mrežnih kartica zajedno; uzmite stroj q35',
  '{name} is given already': '{name} je već navedeno',
  '{device} is given whole by hostdevs, so none of its virtual functions is left':
    '{device} je cijeli predan pod hostdevs, pa ne ostaje nijedna njegova virtualna funkcija',
  'only a nic of network sriov has a device, and this one is {network}':
    'uređaj ima samo kartica mreže sriov, a ova je {network}',
  'network sriov needs the PCI address of the card, such as device: 0000:03:00.0':
    'mreži sriov treba PCI-adresa kartice, kao device: 0000:03:00.0',
  'a nic of network sriov is on the network of the card itself; it cannot have port forwards':
    'kartica mreže sriov je na mreži same kartice, pa ne može imati proslijeđene portove',
  'the guest sees a virtual function as the card that it is; leave model out':
    'gost virtualnu funkciju vidi kao karticu kakva jest; izostavite model',
  'behind an IOMMU of AMD QEMU cannot give devices of the host; use intel':
    'iza IOMMU-a vrste AMD QEMU ne može predati uređaje domaćina; uzmite intel',
  'two forks cannot have the same name': 'dvije grane ne mogu imati isto ime',
  '{name} is named twice': '{name} je navedeno dvaput',
  '{name} is both added and removed; name it once': '{name} se i dodaje i oduzima; navedite jednom',
  'it is for guests of the guest; say `nested: true`, which adds what the host has':
    'to je za goste u gostu; recite `nested: true`, što dodaje ono što domaćin ima',
  'nested is true, and guests of the guest need it; leave one of them out':
    'nested je true, a gostima u gostu to treba; jedno od toga izostavite',
  'only an NVMe controller has virtual functions; with them write bus: nvme, not {bus}':
    'virtualne funkcije ima samo upravljač NVMe; uz njih pišite bus: nvme, a ne {bus}',
  'a disk that is built has 2GiB to 8TiB, and a whole number of MiB':
    'disk koji se gradi ima 2GiB do 8TiB i cijeli broj MiB',
  'kernel and initrd do not tell whose they are: say it, such as debian':
    'kernel i initrd ne govore čiji su: recite to, primjerice debian',
  'what the installer does is seen on the serial line, so it is needed':
    'što instalacija radi vidi se na serijskoj liniji, pa je ona potrebna',
  'nobody could log in: give a passwordHash (`stroj hash-password` makes one) or keys':
    'nitko se ne bi mogao prijaviti: navedite passwordHash (pravi ga `stroj hash-password`) ili ključeve',
  'an isolated nic cannot have port forwards': 'izolirana kartica ne može imati proslijeđene portove',
  '{mac} is the address of another nic too': '{mac} je adresa i druge kartice',
  '{forward} takes the same host port as {other}': '{forward} uzima isti port domaćina kao {other}',
  'packets to a UDP forward are seen by nobody, so they could not wake it':
    'pakete na proslijeđeni UDP-port nitko ne vidi, pa je ne bi mogli probuditi',
  'a device of the host goes on while the guest stands still': 'uređaj domaćina radi dalje dok gost stoji',
  'packets to a virtual function of a card are seen by nobody, so they could not wake it':
    'pakete virtualnoj funkciji kartice nitko ne vidi, pa je ne bi mogli probuditi',
  'an instance is idle for at least 10s before it is parked': 'instanca miruje barem 10s prije nego što se parkira',
  '{count} processors are more than cpus.max, which is {most}':
    '{count|procesor|procesora|procesora} je više od cpus.max, što je {most}',
  '{memory} of memory is more than memoryMax, which is {most}': '{memory} memorije je više od memoryMax, što je {most}',
  'memoryMax must be a whole number of MiB': 'memoryMax mora biti cijeli broj MiB',
  'with a device of the host, all memory must be there from the beginning':
    'uz uređaj domaćina sva memorija mora biti tu od početka',
  '{who} takes no processors while it runs; leave it out': '{~who} ne prima procesore dok radi; izostavite to',
  '{who} takes no memory while it runs; leave it out': '{~who} ne prima memoriju dok radi; izostavite to',
  'machine {machine} of {arch}': 'stroj {machine} za {arch}',
  '{memory} of memory is too little; the least is 32MiB': '{memory} memorije je premalo; najmanje je 32MiB',
  'memory must be a whole number of MiB': 'memorija mora biti cijeli broj MiB',
  'a disk has at least 1MiB and is a multiple of 512 bytes': 'disk ima barem 1MiB i višekratnik je od 512 bajtova',
  'a password is for a user: name the user, too': 'lozinka je za korisnika: navedite i njega',
  'snapshots are at least a minute apart (1m)': 'između snimki je barem minuta (1m)',
  '{volume} is another disk too': '{volume} je i drugi disk',
  '{file} is another disk too; both must be readOnly': '{file} je i drugi disk; oba moraju biti readOnly',
  '{sockets} sockets × {cores} cores × {threads} threads are {product} processors, not {count}':
    '{sockets} utora × {cores} jezgara × {threads} niti daje procesora {product}, a ne {count}',
  'only KVM has the CPU model host; with accel tcg use max':
    'model procesora host ima samo KVM; uz accel tcg uzmite max',
  'there is nothing to boot from: give an image, a disk or a cdrom':
    'nema se s čega podići: navedite image, disk ili cdrom',
  'boot.once is cdrom, but there is no cdrom': 'boot.once je cdrom, ali nema cdroma',
  'boot.once is network, but there is no nic': 'boot.once je network, ali nema mrežne kartice',
  'boot.order names the same device twice': 'boot.order isti uređaj navodi dvaput',
  'kernelArguments are for the kernel of an image, but there is no image':
    'kernelArguments su za jezgru iz slike, ali slike nema',
  'with firmware {firmware} the boot loader of the guest starts the kernel; use firmware direct':
    'uz firmver {firmware} jezgru pokreće učitavač u gostu; uzmite firmware direct',
  '{what} boots the kernel of an image, but there is no image': '{~what} pokreće jezgru iz slike, ali slike nema',
  'with {what} the kernel comes from the image; boot.once has no meaning':
    'jezgra dolazi iz slike ({~what}); boot.once nema smisla',
  'machine microvm': 'stroj microvm',
  'the least is 64KiB a second': 'najmanje je 64KiB u sekundi',
  'a temporary instance is given from 10s to 7d': 'privremena instanca dobiva se na 10s do 7d',
  'a warm image is made of an image': 'topla slika pravi se od slike',
  'only a qcow2 volume has it, and this one is {format}': 'to ima samo disk qcow2, a ovaj je {format}',
  'a cluster is a power of two from {least} to 2MiB': 'grozd je potencija dvojke od {~least} do 2MiB',
  '16KiB (with extendedL2)': '16KiB (uz extendedL2)',
  'a raw volume has no metadata': 'disk raw nema metapodataka',
  'it cannot be encrypted and decrypted at once': 'ne može se istodobno šifrirati i dešifrirati',
  'a {format} volume cannot be packed': 'disk {format} ne može se sažeti',
  '{format} cannot be packed; qcow2 and vmdk can': '{format} se ne može sažeti; qcow2 i vmdk mogu',
  'what stands on nothing must have everything itself, so it is copied: leave `unsafe` out':
    'što ne stoji ni na čemu mora samo imati sve, pa se kopira: izostavite `unsafe`',
} as const
