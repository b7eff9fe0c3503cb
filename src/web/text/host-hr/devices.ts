/** Devices of the host, and what stands in the way of giving them to guests. */
export const deviceWords = {
  'no devices': 'nema uređaja',
  'Cards that are plugged in can be given to a guest.': 'Utaknute kartice mogu se dati gostu.',
  'What is plugged in can be given to a guest.': 'Što je utaknuto, može se dati gostu.',
  'Each can be given to a guest.': 'Svaki se može dati gostu.',
  '{n} device[s]': '{n|uređaj|uređaja|uređaja}',
  '{n} device[s], none of them can be given to a guest': '{n|uređaj|uređaja|uređaja}; gostu se ne može dati nijedan',
  '{n} device[s], {part} of them can be given to a guest': '{n|uređaj|uređaja|uređaja}; gostu ih se može dati {part}',
  'What stands in the way of the others is told by `stroj host devices --pci`.':
    'Što ostalima priječi, kaže `stroj host devices --pci`.',
  'What stands in the way of the others is told by `stroj host devices --usb`.':
    'Što ostalima priječi, kaže `stroj host devices --usb`.',
  '{card}: {on} of {n} virtual function[s] on':
    '{card}: uključeno {on} od {n|virtualne funkcije|virtualne funkcije|virtualnih funkcija}',
  'Each can be given to a guest of its own, while the host keeps the card.':
    'Svaka se može dati svojem gostu, a kartica ostaje domaćinu.',
  'It is a bridge: others are behind it, and vfio does not take bridges.':
    'Most je: iza njega su drugi uređaji, a vfio mostove ne uzima.',
  'The host uses it: {use}.': 'Koristi ga domaćin: {~use}.',
  'The host has no IOMMU, or its firmware hides it: the device could write to all memory.':
    'Domaćin nema IOMMU ili ga firmver skriva: uređaj bi mogao pisati po svoj memoriji.',
  'The IOMMU of the host is not switched on: the device could write to all memory.':
    'IOMMU domaćina nije uključen: uređaj bi mogao pisati po svoj memoriji.',
  'The IOMMU of the host does not guard it.': 'IOMMU domaćina ga ne čuva.',
  'The IOMMU does not guard interrupts, so vfio refuses it (vfio_iommu_type1.allow_unsafe_interrupts).':
    'IOMMU ne čuva prekide, pa ga vfio odbija (vfio_iommu_type1.allow_unsafe_interrupts).',
  'It is divided into virtual functions, of which one is on.':
    'Podijeljen je na virtualne funkcije, od kojih je jedna uključena.',
  'It is divided into virtual functions, of which {on} are on.':
    'Podijeljen je na virtualne funkcije, od kojih ih je uključeno {on}.',
  'Its physical function {address} is given away itself, and whoever has that one rules over it.':
    'Njegova fizička funkcija {address} i sama je predana, a tko ima nju, vlada njime.',
  '{address} is in its IOMMU group {group}, a bridge that the host works with ({driver}).':
    '{address} je u njegovoj IOMMU grupi {group}, most kojim se domaćin služi ({driver}).',
  '{address} is in its IOMMU group {group}, and the host uses it: {use}.':
    '{address} je u njegovoj IOMMU grupi {group}, a koristi ga domaćin: {~use}.',
  'Its node in /dev/bus/usb may not be written to; root may, and udev rules can let others.':
    'U njegov čvor u /dev/bus/usb ne smije se pisati; root smije, a drugima to mogu dopustiti pravila udeva.',
  'the screen that the host booted on': 'zaslon na kojem se domaćin podigao',
  'network interface {name}': 'mrežno sučelje {name}',
  'network interface {name}, which has the default route': 'mrežno sučelje {name}, kojim ide zadana ruta',
  'block device {name}, mounted on {folder}': 'blok-uređaj {name}, montiran na {folder}',
  'block device {name}, part of a mounted btrfs': 'blok-uređaj {name}, dio montiranog sustava btrfs',
  'block device {name}, part of a ZFS pool': 'blok-uređaj {name}, dio ZFS-ova skupa',
  'block device {name}, swap': 'blok-uređaj {name}, swap',
} as const
