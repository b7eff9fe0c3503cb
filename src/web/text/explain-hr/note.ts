/** What is to be known beside the commands of an explanation. */
export const noteWords = {
  'the file takes at most {size}, and less where the guest has zeros':
    'datoteka zauzima najviše {size}, a manje gdje gost ima nule',
  'this runs the installer; the system that it leaves on the disk is started afterwards':
    'ovo pokreće instalaciju; sustav koji ostavi na disku pokreće se poslije',
  'the id {id}, the UUID and MAC addresses are examples: they are drawn when the instance is made':
    'oznaka {id}, UUID i MAC-adrese su primjeri: izvlače se kad se instanca pravi',
  'it boots, since {reason}': 'podiže se, jer {~reason}',
  'it goes on with the memory that was kept, which QEMU reads as descriptor 3; stroj removes that file and lets it go on (cont)':
    'nastavlja s memorijom koja je sačuvana, a QEMU je čita kao opisnik 3; stroj tu datoteku uklanja i pušta je dalje (cont)',
  'so started, the guest is still the one that was kept, behind a closed network; stroj tells it who it is, and opens it':
    'tako pokrenut, gost je još onaj koji se čuvao, iza zatvorene mreže; stroj mu kaže tko je i otvara je',
  '{count} volumes are plugged in after it': 'nakon toga se priključuje {count|disk|diska|diskova}',
  '{count} network cards are plugged in after it':
    'nakon toga se priključuje {count|mrežna kartica|mrežne kartice|mrežnih kartica}',
  'it is given {count} processors then': 'tada dobiva {count|procesor|procesora|procesora}',
  'it is given {size} of memory then': 'tada dobiva {size} memorije',
  'its process waits for it already, started by these lines': 'proces je već čeka, pokrenut ovim recima',
  'none of the processes that wait is taken: it {reason}': 'ne uzima se nijedan proces koji čeka: {~reason}',
  'has port forwards, which must be there when its network is started':
    'ima proslijeđene portove, koji moraju biti tu kad joj se mreža pokreće',
  'was made when none waited, has been changed since, or was not started within a minute':
    'napravljena je kad nijedan nije čekao, otad je promijenjena ili nije pokrenuta u roku od minute',
  'a guest of {machine} has no power button; stroj asks its agent (guest-shutdown)':
    'gost na stroju {machine} nema gumba za paljenje; stroj moli njegova agenta (guest-shutdown)',
  'the fork has the frozen disks under second names (ln), new ones on top of them, and begins as one of a warm image does; stroj tells it who it is before its network is opened':
    'grana smrznute diskove ima pod drugim imenima (ln), povrh njih nove, i počinje kao od tople slike; stroj joj kaže tko je prije nego što joj otvori mrežu',
  'no monitor, guest agent or log: stroj could not look after this machine':
    'bez monitora, agenta i zapisnika: stroj se za ovaj stroj ne bi mogao brinuti',
  "-nic user leads the guest to services on the host's loopback; stroj uses passt, which does not":
    '-nic user gosta vodi do usluga na lokalnom sučelju domaćina; stroj uzima passt, koji to ne čini',
  'vfio-pci must have the devices before, and their drivers want them back after; the exact form shows how':
    'vfio-pci mora uređaje imati prije, a njihovi ih upravljači poslije trebaju natrag; kako, pokazuje točan oblik',
} as const
