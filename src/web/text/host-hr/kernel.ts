/** The kernel, and its part in virtualization. */
export const kernelWords = {
  firmware: 'firmver',
  'KVM needs Linux {least} or newer.': 'KVM-u treba Linux {least} ili noviji.',
  'KVM needs Linux {least} or newer; {extension} itself could be used since {first}.':
    'KVM-u treba Linux {least} ili noviji; samo {extension} moglo se koristiti od {first}.',
  'It is too old: KVM needs Linux {least} or newer.': 'Prestar je: KVM-u treba Linux {least} ili noviji.',
  'It is too old: KVM needs Linux {least} or newer; {extension} itself could be used since {first}.':
    'Prestar je: KVM-u treba Linux {least} ili noviji; samo {extension} moglo se koristiti od {first}.',
  'leaves virtualization on': 'ostavlja virtualizaciju uključenom',
  'The kernel log does not say that the firmware has locked it.': 'Zapisnik jezgre ne kaže da ju je firmver zaključao.',
  'the firmware has switched virtualization off': 'firmver je isključio virtualizaciju',
  'The kernel log says so; the setup of the firmware can switch it on ("VT-x", "SVM").':
    'Tako kaže zapisnik jezgre; uključuje se u postavkama firmvera („VT-x”, „SVM”).',
  'built into the kernel': 'ugrađen u jezgru',
  'It is always there.': 'Uvijek je tu.',
  'loaded, not in use': 'učitan, ne koristi se',
  'loaded, in use': 'učitan, koristi se',
  'loaded, used by {users}': 'učitan, koristi ga {users}',
  'A module in use cannot be unloaded.': 'Modul koji se koristi ne može se izbaciti.',
  'not loaded': 'nije učitan',
  blacklisted: 'na crnoj listi',
  disabled: 'onemogućen',
  absent: 'nema ga',
  'It is of no use while the processor shows no virtualization.':
    'Ne koristi ničemu dok procesor ne pokazuje virtualizaciju.',
  'KVM came into Linux with {least}.': 'KVM je u Linuxu od {least}.',
  'the module {name} is blacklisted': 'modul {name} je na crnoj listi',
  'A blacklist line in a file of modprobe.d keeps it from being loaded by itself; by its name it can be.':
    'Redak blacklist u nekoj datoteci u modprobe.d priječi da se učita sam; imenom se može.',
  'A blacklist line in {file} keeps it from being loaded by itself; by its name it can be.':
    'Redak blacklist u {file} priječi da se učita sam; imenom se može.',
  'the module {name} is disabled': 'modul {name} je onemogućen',
  'The install line for it in a file of modprobe.d keeps it out, even when it is asked for by its name.':
    'Redak install u nekoj datoteci u modprobe.d ne da ga učitati, čak ni imenom.',
  'The install line for it in {file} keeps it out, even when it is asked for by its name.':
    'Redak install u {file} ne da ga učitati, čak ni imenom.',
  'this kernel has no module {name}': 'ova jezgra nema modula {name}',
  'This kernel was built without it, its package of modules is not installed, or it was replaced by an upgrade and waits for a restart of the host.':
    'Jezgra je građena bez njega, njezin paket s modulima nije instaliran ili ju je nadogradnja zamijenila pa čeka ponovno pokretanje domaćina.',
  'the module {name} is not loaded': 'modul {name} nije učitan',
  'The kernel has it, and can load it.': 'Jezgra ga ima i može ga učitati.',
} as const
