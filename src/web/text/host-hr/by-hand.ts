/** What only a person can do, and why a change is not possible. */
export const byHandWords = {
  'Take {words} out of GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub.':
    'Iz GRUB_CMDLINE_LINUX_DEFAULT u /etc/default/grub maknite {words}.',
  'Take {word} and {other} out of GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub.':
    'Iz GRUB_CMDLINE_LINUX_DEFAULT u /etc/default/grub maknite {word} i {other}.',
  'Run `sudo update-grub`, and restart this host.': 'Izvršite `sudo update-grub` i domaćina pokrenite iznova.',
  'The kernel command line has the words already; it is the firmware that does not offer it.':
    'Te su riječi već u naredbenom retku jezgre; firmver je taj koji ga ne nudi.',
  'With GRUB: in /etc/default/grub, add {words} to GRUB_CMDLINE_LINUX_DEFAULT, between the quotes.':
    'Uz GRUB: u /etc/default/grub među navodnike u GRUB_CMDLINE_LINUX_DEFAULT dodajte {words}.',
  'With GRUB: in /etc/default/grub, add {word} and {other} to GRUB_CMDLINE_LINUX_DEFAULT, between the quotes.':
    'Uz GRUB: u /etc/default/grub među navodnike u GRUB_CMDLINE_LINUX_DEFAULT dodajte {word} i {other}.',
  'Run `sudo update-grub` (elsewhere: `grub2-mkconfig -o /boot/grub2/grub.cfg`), and restart this host.':
    'Izvršite `sudo update-grub` (drugdje: `grub2-mkconfig -o /boot/grub2/grub.cfg`) i domaćina pokrenite iznova.',
  'With systemd-boot: add the same words to the line "options" in /boot/loader/entries/*.conf, and restart this host.':
    'Uz systemd-boot: iste riječi dodajte retku „options” u /boot/loader/entries/*.conf i domaćina pokrenite iznova.',
  'After that `stroj host` shows the groups of devices.': 'Nakon toga `stroj host` pokazuje grupe uređaja.',
  'Switch "VT-d" on in the firmware setup, where it is off.': 'U postavkama firmvera uključite „VT-d” ako nije.',
  'Switch "IOMMU" or "AMD-Vi" on in the firmware setup, where it is off.':
    'U postavkama firmvera uključite „IOMMU” ili „AMD-Vi” ako nije.',
  'Switch "SMMU" on in the firmware setup, where it is off.': 'U postavkama firmvera uključite „SMMU” ako nije.',
  'Switch "IOMMU" on in the firmware setup, where it is off.': 'U postavkama firmvera uključite „IOMMU” ako nije.',
  'Switch "VT-d", "IOMMU" or "AMD-Vi" on in the firmware setup, where it is off.':
    'U postavkama firmvera uključite „VT-d”, „IOMMU” ili „AMD-Vi” ako nije.',
  'root needs no group. Name the user that needs it: --user NAME.':
    'Rootu ne treba grupa. Navedite korisnika kojem treba: --user IME.',
  'Groups are given at login: {user} logs out and in again, then runs `stroj daemon restart`.':
    'Grupe se dodjeljuju pri prijavi: {user} se odjavljuje i prijavljuje, a zatim izvršava `stroj daemon restart`.',
  'The firmware of this host has switched virtualization off. Restart it, open the firmware setup (often F2 or Del), and switch on "Intel VT-x", "AMD-V" or "SVM Mode"; then switch the host off and on again.':
    'Firmver ovog domaćina isključio je virtualizaciju. Pokrenite ga iznova, otvorite postavke firmvera (često F2 ili Del) i uključite „Intel VT-x”, „AMD-V” ili „SVM Mode”; zatim domaćina ugasite i upalite.',
  '{file} keeps the module {module} out with an "install" line, which somebody has written on purpose.':
    '{file} ne da učitati modul {module} retkom „install”, koji je netko napisao namjerno.',
  'A file in /etc/modprobe.d keeps the module {module} out with an "install" line, which somebody has written on purpose.':
    'Datoteka u /etc/modprobe.d ne da učitati modul {module} retkom „install”, koji je netko napisao namjerno.',
  'Take the line "install {module} …" out of it, then run `stroj host fix kvm-module` again.':
    'Maknite iz nje redak „install {module} …” i ponovno izvršite `stroj host fix kvm-module`.',
  '{file} has the line "blacklist {module}". The module can be loaded by its name all the same, but not at boot: take the line out if it should.':
    'U {file} stoji redak „blacklist {module}”. Modul se svejedno može učitati imenom, ali ne pri podizanju: ako treba, maknite taj redak.',
  'A file in /etc/modprobe.d has the line "blacklist {module}". The module can be loaded by its name all the same, but not at boot: take the line out if it should.':
    'U nekoj datoteci u /etc/modprobe.d stoji redak „blacklist {module}”. Modul se svejedno može učitati imenom, ali ne pri podizanju: ako treba, maknite taj redak.',
  'The modules of {name} are loaded. While a guest of it runs, KVM cannot start one.':
    'Moduli sustava {name} su učitani. Dok radi njegov gost, KVM svojeg ne može pokrenuti.',
  'The modules of {name} are loaded, used by {users}. While a guest of it runs, KVM cannot start one.':
    'Moduli sustava {name} su učitani, koristi ih {users}. Dok radi njegov gost, KVM svojeg ne može pokrenuti.',
  "A guest that is being kept warm uses KVM. It is nobody's, and is ended first.":
    'KVM koristi gost koji se čuva toplim. Ničiji je i završava se prvi.',
  'root needs none. Name the user that needs them: --user NAME.':
    'Rootu ne trebaju. Navedite korisnika kojem trebaju: --user IME.',
  'Nobody remembers who has installed a package, and others may need it; `sudo apt-get remove PACKAGE` removes one.':
    'Tko je koji paket instalirao, nitko ne pamti, a drugima može trebati; uklanja ga `sudo apt-get remove PAKET`.',
  'stroj works with these: {packages}.': 'stroj se služi ovima: {packages}.',
  'User namespaces are denied by something that stroj does not know. Whoever set this up has to allow them; in a container that is its host.':
    'Korisničke imenske prostore brani nešto što stroj ne zna. Dopustiti ih mora tko je to postavio; u spremniku je to njegov domaćin.',
  'User namespaces are denied by {what}. Whoever set this up has to allow them; in a container that is its host.':
    'Korisničke imenske prostore brani {what}. Dopustiti ih mora tko je to postavio; u spremniku je to njegov domaćin.',
  'Devices can be handed over only with an IOMMU: `stroj host fix iommu`.':
    'Uređaji se mogu predati samo uz IOMMU: `stroj host fix iommu`.',
  'the module {module} cannot be loaded': 'modul {module} se ne može učitati',
  'the module {module} cannot be loaded; `stroj host` tells why':
    'modul {module} se ne može učitati; zašto, kaže `stroj host`',
  'the kernel {release} does not have the module {module}': 'jezgra {release} nema modula {module}',
  'the kernel {release} cannot load the module {module}': 'jezgra {release} ne može učitati modul {module}',
  '{device} cannot be split (it has no SR-IOV)': '{device} ne može se dijeliti (nema SR-IOV)',
  '{device} has at most {most} virtual functions, and {count} are wished':
    '{device} ima najviše {most|virtualnu funkciju|virtualne funkcije|virtualnih funkcija}, a traži ih se {count}',
  '{device} has no driver now, and it is the driver that splits it':
    '{device} sada nema upravljača, a upravo ga on dijeli',
  'this kernel has no huge pages': 'ova jezgra nema velikih stranica',
  'that is {more} more, and {free} of memory are available': 'to je {more} više, a memorije je raspoloživo {free}',
  'there is no /dev/kvm; `stroj host fix kvm-module` comes first':
    'nema /dev/kvm; najprije treba `stroj host fix kvm-module`',
  'this kernel cannot do it (CONFIG_KSM)': 'ova jezgra to ne zna (CONFIG_KSM)',
  'the processor shows no extension for virtualization': 'procesor ne pokazuje proširenja za virtualizaciju',
  'the processor shows no extension for virtualization; this host is itself a guest of {outer}, where nested virtualization is off':
    'procesor ne pokazuje proširenja za virtualizaciju; ovaj je domaćin i sam gost ({outer}), a ugniježđena je virtualizacija tamo isključena',
  'KVM of {architecture} has no switch for it': 'KVM na {architecture} nema prekidača za to',
  '{module} is part of this kernel; "{option}" on the kernel command line does it':
    '{module} je dio ove jezgre; uključuje ga „{option}” u naredbenom retku jezgre',
  'the modules of VirtualBox are not installed': 'moduli VirtualBoxa nisu instalirani',
  '{module} is part of this kernel and cannot be unloaded': '{module} je dio ove jezgre i ne može se izbaciti',
  'say how many': 'navedite koliko',
  'say how many (at most {most})': 'navedite koliko (najviše {most})',
  'say which device': 'navedite koji uređaj',
  'This host has no device "{device}" on its PCI bus.': 'Domaćin na sabirnici PCI nema uređaja „{device}”.',
  '{device} cannot be given to a guest: without an IOMMU it could write to all memory of this host.':
    '{device} se ne može dati gostu: bez IOMMU-a mogao bi pisati po svoj memoriji domaćina.',
  'it is a bridge, and others are behind it': 'most je, a iza njega su drugi uređaji',
  'the IOMMU of this host does not guard it': 'IOMMU ovog domaćina ga ne čuva',
  'another device of its IOMMU group {group} is away: {use}':
    'drugi uređaj njegove IOMMU grupe {group} nije tu: {~use}',
  'IOMMU group {group} has others that must be given with it: {devices}':
    'u IOMMU grupi {group} su i drugi, koje treba dati s njim: {devices}',
  'instance "{name}" has it': 'ima ga instanca „{name}”',
  'of its physical function, {use}': 'njegova fizička funkcija: {~use}',
  'of its virtual function {function}, {use}': 'njegova virtualna funkcija {function}: {~use}',
  'the host uses it ({use})': 'koristi ga domaćin ({~use})',
  'vfio-pci has it; `stroj host give-back {address}` takes it from there':
    'ima ga vfio-pci; odande ga uzima `stroj host give-back {address}`',
  'This host has no user "{user}".': 'Domaćin nema korisnika „{user}”.',
  'KVM is in use by {users}; nothing was changed.': 'KVM koristi {users}; ništa nije promijenjeno.',
  'VirtualBox is in use by {users}; nothing was changed.': 'VirtualBox koristi {users}; ništa nije promijenjeno.',
  'The device {device} is in use: {by}.': 'Uređaj {device} je zauzet: {~by}.',
} as const
