/** Why an instance is emulated, why it is not idle, and why fewer machines wait than there shall be. */
export const standingWords = {
  'its system is being installed': 'sustav joj se upravo instalira',
  'it has a device of the host, which goes on without it': 'ima uređaj domaćina, koji bez nje radi dalje',
  'nobody sees the packets that come to a UDP forward': 'pakete koji stižu na proslijeđeni UDP-port nitko ne vidi',
  'an operation has it': 'u tijeku je radnja nad njom',
  'a command runs in it': 'u njoj se izvršava naredba',
  'a console is open': 'otvorena joj je konzola',
  'a shell is open': 'otvorena joj je ljuska',
  'its screen is open': 'otvoren joj je zaslon',
  'its screen is looked at': 'gleda joj se zaslon',
  '{forward} has a connection': 'na {forward} je netko spojen',
  '{forward} has connections': 'na {forward} su spojeni',
  'it uses {percent} % of a processor': 'koristi {percent} % procesora',
  'it reads and writes {bytes} a second on its disks': 'na diskovima čita i piše {bytes} u sekundi',
  '{bytes} a second go over its network': 'preko mreže joj ide {bytes} u sekundi',
  'KVM cannot be used now': 'KVM se sada ne može koristiti',
  '{count} wait on this host already': 'na domaćinu ih već čeka {count}',
  'the memory of the host is short': 'domaćinu ponestaje memorije',
  'the spec asks for tcg': 'opis traži tcg',
  'the guest is {arch}, and the processors of this host are {own}':
    'gost je {arch}, a procesori ovog domaćina su {own}',
} as const
