/** Why a machine cannot do something now, and how it has ended. */
export const machineReasons = {
  'its medium was changed while it ran; put the one back that it was started with':
    'medij joj je promijenjen dok je radila; vratite onaj s kojim je pokrenuta',
  'it is {state}, so it has no memory to go on with; start it first ({command})':
    'stanje je {state}, pa nema memorije s kojom bi se nastavilo; najprije je pokrenite ({command})',
  'it is suspended; let it go on first ({command})': 'memorija joj je na disku; najprije je pustite dalje ({command})',
  'it is paused; let it go on first ({command})': 'pauzirana je; najprije je pustite dalje ({command})',
  'it is {state}; try it again in a moment': 'stanje je {state}; pokušajte ponovno za koji trenutak',
  'what it was started with is not known': 'ne zna se s čime je pokrenuta',
  'what it was started with is not known; start it anew first':
    'ne zna se s čime je pokrenuta; najprije je pokrenite iznova',
  'a port of the host leads to one fork only, and these are several':
    'port domaćina vodi samo jednoj grani, a ovdje ih je više',
  'it has no network card that ports could lead to': 'nema mrežne kartice na koju bi portovi vodili',
  'its disks stand on {count} others already; remove snapshots and forks of it':
    'diskovi joj već stoje na drugima ({count}); uklonite njezine snimke i grane',
  'machine {machine} of {arch} cannot be forked': 'stroj {machine} za {arch} ne može se granati',
  'it has a device of the host, which cannot be in two machines': 'ima uređaj domaćina, koji ne može biti u dva stroja',
  'its firmware and its TPM are its own; a secret that is sealed to it would be in two machines':
    'firmver i TPM samo su njezini; tajna koja im je povjerena bila bi u dva stroja',
  'its firmware and its TPM are its own': 'firmver i TPM samo su njezini',
  'it has a network card that was plugged in after its start':
    'ima mrežnu karticu koja je priključena nakon pokretanja',
  'it has a network card that was plugged in after its start; start it anew first':
    'ima mrežnu karticu koja je priključena nakon pokretanja; najprije je pokrenite iznova',
  'every place for network cards that come later is taken':
    'zauzeta su sva mjesta za mrežne kartice koje dolaze poslije',
  'its UEFI variables are its own': 'varijable UEFI-ja samo su njezine',
  'cloud-init has set its network up by the address of its card, which a fork cannot keep':
    'cloud-init joj je mrežu namjestio po adresi kartice, koju grana ne može zadržati',
  'it has been given {size} of memory while it ran, and only what it was started with can be shared; start it anew first':
    'dok je radila dobila je {size} memorije, a dijeliti se može samo ono s čime je pokrenuta; najprije je pokrenite iznova',
  'the state of an NVMe disk cannot be copied': 'stanje diska NVMe ne može se kopirati',
  'it has a volume in this run, which cannot be in two machines; start it anew without, and give each fork a clone of it':
    'ima disk koji ne može biti u dva stroja; pokrenite je iznova bez njega i svakoj grani dajte njegov klon',
  'its guest agent does not answer (it may still be booting), and it alone can give a fork an identity of its own':
    'agent u gostu ne odgovara (možda se još podiže), a samo on grani može dati vlastiti identitet',
  'its memory of {size} does not fit into the {budget} that kept memories may take ({command})':
    'memorija od {size} ne stane u {budget} koliko čuvane memorije smiju zauzeti ({command})',
  'its memory was kept under KVM, which does not work here now':
    'memorija je sačuvana pod KVM-om, koji ovdje sada ne radi',
  'its memory was kept on another processor ({processor})': 'memorija je sačuvana na drugom procesoru ({processor})',
  'its memory was kept by QEMU {version}, and here is {other}':
    'memoriju je sačuvao QEMU {version}, a ovdje je {other}',
  'it is paused; resume it to keep its memory, or keep the disks only':
    'pauzirana je; nastavite je da se sačuva memorija ili sačuvajte samo diskove',
  'it is not running, so it has no memory to keep': 'ne radi, pa nema memorije koja bi se sačuvala',
  'the state of devices of the host cannot be kept': 'stanje uređaja domaćina ne može se sačuvati',
  'QEMU cannot keep the state of NVMe': 'QEMU ne može sačuvati stanje NVMe-a',
  'it has a volume in this run, which goes its own ways': 'ima disk koji ide svojim putem',
  '{file} is a file of yours, which is left alone, and a memory that does not fit a disk destroys it':
    '{file} je vaša datoteka, koja se ne dira, a memorija koja disku ne odgovara uništava ga',
  'it has no disk of its own, and volumes and files of yours stand for themselves':
    'nema vlastitog diska, a diskovi i datoteke stoje sami za sebe',
  'it stands on {count} others already; remove some': 'već stoji na drugima ({count}); uklonite neke',
  'it was started before there were snapshots; start it anew first':
    'pokrenuta je prije nego što je bilo snimki; najprije je pokrenite iznova',
  'it has no image': 'nema slike',
  'its image has no guest agent, which alone can give a fork an identity of its own':
    'slika joj nema agenta, a samo on grani može dati vlastiti identitet',
  'machine {machine} of {arch} cannot be kept warm': 'stroj {machine} za {arch} ne može se čuvati toplim',
  'a device of the host cannot be forked': 'uređaj domaćina ne može se granati',
  'it boots with a medium in its drive': 'podiže se s medijem u pogonu',
  'it has snapshots': 'ima snimke',
  'what cloud-init reads is its own': 'što cloud-init čita samo je njezino',
  'it boots in another order the first time': 'prvi se put podiže drugim redoslijedom',
  'it has disks beside those of its image': 'uz diskove iz slike ima i druge',
  'its guest agent did not answer within {count} minutes':
    'agent u gostu nije odgovorio ni nakon {count|minute|minute|minuta}',
  'its guest cannot hear who it becomes': 'gost joj ne može čuti tko postaje',
  'QEMU ended: {reason}': 'QEMU je završio: {~reason}',
  'QEMU was ended by a signal: {reason}': 'QEMU je završio signal: {~reason}',
  'ended by request': 'završeno na zahtjev',
  'the guest shut down': 'gost se isključio',
  'its machine was ended': 'stroj joj je završen',
  'it was suspended': 'memorija joj je spremljena na disk',
  'its memory was thrown away': 'memorija joj je odbačena',
  'its start was cut off': 'pokretanje joj je prekinuto',
  'the daemon ended before QEMU was started': 'poslužitelj je završio prije nego što je QEMU pokrenut',
  'its memory is gone': 'memorije više nema',
  'its memory cannot be read ({reason})': 'memorija se ne može čitati ({~reason})',
  'its memory is not what it was when it was written': 'memorija nije kakva je bila kad je zapisana',
  'somebody has written to its memory': 'netko je pisao u njezinu memoriju',
  'the state of its devices cannot be read': 'stanje njezinih uređaja ne može se čitati',
  'its spec has no `install`': 'u opisu nema `install`',
  'its system is there already': 'sustav je već tu',
  'another machine answers on its monitor': 'na njezinu monitoru odgovara drugi stroj',
  'the monitor is not connected': 'monitor nije spojen',
  'QEMU of an earlier run still holds its monitor': 'QEMU ranijeg pokretanja još drži njezin monitor',
  'its network did not start ({reason})': 'mreža joj se nije pokrenula ({~reason})',
  'passt was not ready in time': 'passt nije bio spreman na vrijeme',
  'the network "user" forwards from IPv4 addresses only': 'mreža „user” prosljeđuje samo s adresa IPv4',
  'its TPM (swtpm) did not start: {reason}': 'TPM joj se (swtpm) nije pokrenuo: {~reason}',
  'swtpm takes no path with a comma; set STROJ_HOME to another':
    'swtpm ne prima putanju sa zarezom; u STROJ_HOME stavite drugu',
  'its installer cannot be read: {reason}': 'instalacija se ne može čitati: {~reason}',
  'all {count} are in use ({uses})': 'svih {count} je u uporabi ({uses})',
  'its node {node} cannot be written to': 'u njegov čvor {node} ne može se pisati',
  'it is no network card; give a virtual function of it by hostdevs':
    'nije mrežna kartica; njegovu virtualnu funkciju dajte pod hostdevs',
  'it has no SR-IOV': 'nema SR-IOV',
  'its driver is {driver} now': 'upravljač mu je sada {driver}',
  'it has no network interface, so its driver does not run': 'nema mrežnog sučelja, pa mu upravljač ne radi',
  'the CPU model host needs it ({reason})': 'treba ga model procesora host ({~reason})',
  'KVM does not tell of it ({parameter})': 'KVM o tome ne govori ništa ({parameter})',
  'KVM has it switched off ({parameter})': 'KVM ga je isključio ({parameter})',
  "an emulated guest can only have AMD's extension (svm), and the CPU model {model} is not of AMD":
    'emulirani gost može imati samo AMD-ovo proširenje (svm), a model procesora {model} nije AMD-ov',
  'it is decided when a machine is started': 'o tome se odlučuje pri pokretanju stroja',
  'its guest has not done it yet': 'gost to još nije učinio',
  'what a guest sees of its processors is decided when it is started':
    'što gost vidi od svojih procesora odlučuje se pri pokretanju',
  'it was started by a stroj that could not': 'pokrenuo ju je stroj koji to nije mogao',
  'machine {machine} of {arch} takes no processors while it runs, and gives none back':
    'stroj {machine} za {arch} dok radi procesore ne prima i ne vraća',
  'there was room for {most} when it was started (cpus.max)': 'pri pokretanju je bilo mjesta za {most} (cpus.max)',
  'there was room for {most} when it was started (memoryMax)': 'pri pokretanju je bilo mjesta za {most} (memoryMax)',
  'more memory comes in steps of 2MiB': 'memorija se dodaje u koracima od 2MiB',
  'it began from a warm image, and that memory is not its own to give back':
    'počela je od tople slike, a ta memorija nije njezina da je vrati',
  'a device of the host may write to all of its memory': 'uređaj domaćina smije pisati u svu njezinu memoriju',
  'it is suspended, and goes on as it was': 'memorija joj je na disku i nastavlja kakva je bila',
  'QEMU shut down ({reason})': 'QEMU se isključio ({reason})',
  'somebody has told its monitor to go on': 'netko je njezinu monitoru rekao da nastavi',
  'there is no warm image of it': 'tople slike nema',
  'the warm image {id} is damaged: {reason}': 'topla slika {id} je oštećena: {~reason}',
  'the warm image {id} cannot be used: {reason}': 'topla slika {id} ne može se koristiti: {~reason}',
  'no warm image has its {differences}': 'nijedna topla slika nema isto ovo: {differences}',
  '{parts} has changed since it was made': 'otkad je nastala, promijenilo se: {parts}',
  '{parts} have changed since it was made': 'otkad je nastala, promijenilo se: {parts}',
} as const
