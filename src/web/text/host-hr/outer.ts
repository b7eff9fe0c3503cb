const there = 'Ugniježđenu virtualizaciju treba uključiti tamo: '

/** How the hypervisor that this host runs in is told to pass virtualization on. */
export const outerWords = {
  'Nested virtualization has to be switched on there: its KVM module needs nested=1, and this guest the processor of its host (`-cpu host`, or `nested: true`).': `${there}modul KVM-a treba nested=1, a ovaj gost procesor svojeg domaćina (\`-cpu host\` ili \`nested: true\`).`,
  'Nested virtualization has to be switched on there: QEMU emulates a processor that has it when told `-cpu max`.': `${there}QEMU uz \`-cpu max\` emulira procesor koji je ima.`,
  'Nested virtualization has to be switched on there: the configuration (.vmx) of this guest needs `vhv.enable = "TRUE"`.': `${there}u konfiguraciji ovog gosta (.vmx) treba stajati \`vhv.enable = "TRUE"\`.`,
  'Nested virtualization has to be switched on there: in PowerShell on its host, while this guest is off.': `${there}u PowerShellu na njegovu domaćinu, dok je ovaj gost ugašen.`,
  'Nested virtualization has to be switched on there: `nestedVirtualization=true` below `[wsl2]` in .wslconfig of the Windows user, then as below in Windows.': `${there}\`nestedVirtualization=true\` ispod \`[wsl2]\` u .wslconfig korisnika Windowsa, a zatim u Windowsima ono ispod.`,
  'Nested virtualization has to be switched on there: on its host, while this guest is off.': `${there}na njegovu domaćinu, dok je ovaj gost ugašen.`,
  'Nested virtualization has to be switched on there: the configuration of this domain needs `nestedhvm=1` and `hap=1`.': `${there}u konfiguraciji ove domene trebaju stajati \`nestedhvm=1\` i \`hap=1\`.`,
  'Nested virtualization has to be switched on there: bhyve cannot do it.': `${there}bhyve to ne može.`,
  'Nested virtualization has to be switched on there: the profile of this partition has to say that it is KVM capable.': `${there}u profilu ove particije mora pisati da smije KVM.`,
  'Nested virtualization has to be switched on there: this guest has to be given the facility SIE.': `${there}ovom gostu treba dati SIE.`,
  'Nested virtualization has to be switched on there: its documentation tells how.': `${there}kako, kaže njegova dokumentacija.`,
} as const
