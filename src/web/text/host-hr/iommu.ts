/** The IOMMU, which keeps devices of guests away from memory that is not theirs. */
export const iommuWords = {
  groups: 'grupe',
  interrupts: 'prekidi',
  '{kind}, on': '{kind}, uključen',
  'an IOMMU, on': 'uključen',
  'none, on': 'uključen',
  'A guest that is given a device reaches only its own memory through it.':
    'Gost koji dobije uređaj preko njega doseže samo vlastitu memoriju.',
  '{groups}, with {n} device[s]': '{groups}, s {n|uređajem|uređaja|uređaja}',
  'What is in one group goes to one guest, all of it.': 'Što je u jednoj grupi, ide jednom gostu, sve.',
  remapped: 'preslikavaju se',
  'A device of a guest cannot send interrupts that are not its own.':
    'Uređaj gosta ne može slati prekide koji nisu njegovi.',
  'not remapped': 'ne preslikavaju se',
  'A device of a guest could disturb the host with interrupts; vfio refuses to hand one over.':
    'Uređaj gosta mogao bi prekidima ometati domaćina; vfio ga ne predaje.',
  'not known': 'nepoznato',
  'The kernel log, which tells whether they are remapped, cannot be read.':
    'Zapisnik jezgre, u kojem piše preslikavaju li se, ne može se pročitati.',
  'Devices of the host cannot be given to guests.': 'Uređaji domaćina ne mogu se dati gostima.',
  'This host runs in {outer}, which gives it none.': 'Ovaj domaćin radi u sustavu {outer}, koji mu ga ne daje.',
  'This host runs in a hypervisor, which gives it none.': 'Ovaj domaćin radi u hipervizoru, koji mu ga ne daje.',
  'switched off': 'isključen',
  'The kernel command line says `{word}`; take that away, and restart.':
    'U naredbenom retku jezgre stoji `{word}`; maknite to i pokrenite domaćina iznova.',
  'The firmware announces none; its setup calls it "VT-d".':
    'Firmver ga ne nudi; u njegovim se postavkama zove „VT-d”.',
  'The firmware announces none; its setup calls it "IOMMU" or "AMD-Vi".':
    'Firmver ga ne nudi; u njegovim se postavkama zove „IOMMU” ili „AMD-Vi”.',
  'The firmware announces none; its setup calls it "IOMMU" or "SMMU".':
    'Firmver ga ne nudi; u njegovim se postavkama zove „IOMMU” ili „SMMU”.',
  'not on': 'nije uključen',
  'present, but not on': 'tu je, ali nije uključen',
  'The kernel uses it when its command line says `intel_iommu=on`; restart afterwards.':
    'Jezgra ga koristi kad u njezinu naredbenom retku stoji `intel_iommu=on`; zatim domaćina pokrenite iznova.',
  'Firmware setups call it "VT-d".': 'U postavkama firmvera zove se „VT-d”.',
  'Firmware setups call it "IOMMU" or "AMD-Vi".': 'U postavkama firmvera zove se „IOMMU” ili „AMD-Vi”.',
  'Firmware setups call it "IOMMU" or "SMMU".': 'U postavkama firmvera zove se „IOMMU” ili „SMMU”.',
  'The kernel uses it by itself, so its log may tell why not (`sudo dmesg | grep -i iommu`).':
    'Jezgra ga koristi sama od sebe, pa zašto ne, možda kaže njezin zapisnik (`sudo dmesg | grep -i iommu`).',
} as const
