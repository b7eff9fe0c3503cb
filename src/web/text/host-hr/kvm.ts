/** Whether KVM can be used, and what keeps it from that. */
export const kvmWords = {
  'Instances run on the processors themselves, and are isolated by them.':
    'Instance se izvode na samim procesorima, koji ih i odvajaju.',
  'Without KVM instances are emulated (TCG): 10 to 30 times slower, and no security boundary.':
    'Bez KVM-a instance se emuliraju (TCG): 10 do 30 puta sporije i bez sigurnosne granice.',
  'Outside of this container: `{fix}`.': 'Izvan ovog spremnika: `{fix}`.',
  missing: 'nema ga',
  'It is what programs reach KVM through.': 'Preko njega programi dolaze do KVM-a.',
  '{rights}, opens': '{rights}, otvara se',
  '{rights} and an access list, opens': '{rights} i popis pristupa, otvara se',
  '{rights}, may not be opened': '{rights}, ne smije se otvoriti',
  '{rights} and an access list, may not be opened': '{rights} i popis pristupa, ne smije se otvoriti',
  '{rights}, does not open': '{rights}, ne otvara se',
  '{rights} and an access list, does not open': '{rights} i popis pristupa, ne otvara se',
  '{rights} and an access list, {reason}': '{rights} i popis pristupa, {reason}',
  'group kvm': 'grupa kvm',
  'not needed by root': 'rootu ne treba',
  'there is none': 'nema je',
  '{user} is not in it': '{user} nije u njoj',
  '{user} is in it, but not yet in this login': '{user} je u njoj, ali ne i u ovoj prijavi',
  '{user} is in it': '{user} je u njoj',
  'Its members may open /dev/kvm.': 'Njezini članovi smiju otvoriti /dev/kvm.',
  'A login has the groups that there were when it began.': 'Prijava ima grupe koje su bile kad je počela.',
  'Guests of {name} and of KVM exclude each other: who comes second is told that the processor is taken.':
    'Gosti sustava {name} i KVM-a isključuju se: tko dođe drugi, čuje da je procesor zauzet.',
  'in use by {holders}': 'koristi ga {holders}',
  'loaded ({modules}), not seen in use': 'učitan ({modules}), ne vidi se da se koristi',
  'loaded (), not seen in use': 'učitan, ne vidi se da se koristi',
  'used by': 'tko ga koristi',
  nobody: 'nitko',
  'nobody that {user} may see': 'nitko koga {user} smije vidjeti',
  'While somebody uses KVM, its modules cannot be unloaded.':
    'Dok netko koristi KVM, njegovi se moduli ne mogu izbaciti.',
  '{name} has the processors': '{name} ima procesore',
  '{name} has the processors ({holders})': '{name} ima procesore ({holders})',
  'Two hypervisors cannot use their extensions at once; end its guests, then unload its modules.':
    'Dva hipervizora ne mogu ih koristiti u isto vrijeme; završite njegove goste pa izbacite njegove module.',
  'the container has no /dev/kvm': 'spremnik nema /dev/kvm',
  'The container has to be started with the device: `--device /dev/kvm` of docker and podman.':
    'Spremnik treba pokrenuti s uređajem: `--device /dev/kvm` za docker i podman.',
  'there is no /dev/kvm': 'nema /dev/kvm',
  '/dev/kvm is there, but no driver answers': '/dev/kvm je tu, ali upravljač ne odgovara',
  'The kernel has KVM; udev, which makes the node, does not run or was told not to.':
    'Jezgra ima KVM; udev, koji pravi čvor, ne radi ili mu je to zabranjeno.',
  '{user} may not open /dev/kvm': '{user} ne smije otvoriti /dev/kvm',
  'There is no group kvm, whose members may; it belongs to Debian, and udev uses it.':
    'Nema grupe kvm, čiji članovi smiju; pripada Debianu, a koristi je udev.',
  'The node has group {group} and mode {mode}; it should have kvm and 0660.':
    'Čvor ima grupu {group} i prava {mode}; trebao bi imati kvm i 0660.',
  'Members of the group kvm may, and {user} is none.': 'Članovi grupe kvm smiju, a {user} to nije.',
  'Log in again afterwards.': 'Zatim se prijavite ponovno.',
  'The group kvm has {user} in it, but this login is older than that.':
    '{user} je u grupi kvm, ali je ova prijava starija od toga.',
  'Log out and in again; until then, a daemon that is started within the group may.':
    'Odjavite se i prijavite; dotad smije poslužitelj pokrenut unutar grupe.',
  'The group kvm may, and has {user} in it; a device rule of a container, or a security module, denies it.':
    'Grupa kvm smije i {user} je u njoj; brani pravilo spremnika za uređaje ili sigurnosni modul.',
  'Only a guest that runs proves that KVM does.': 'Da KVM radi, dokazuje tek gost koji radi.',
  'The device is there, but the processor does not do what it promises; `sudo dmesg | grep -i kvm` may tell why.':
    'Uređaj je tu, ali procesor ne čini što obećava; zašto, možda kaže `sudo dmesg | grep -i kvm`.',
  'The kernel log (`sudo dmesg | grep -i kvm`) may tell why.':
    'Zašto, možda kaže zapisnik jezgre (`sudo dmesg | grep -i kvm`).',
} as const
