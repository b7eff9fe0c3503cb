/** Programs that stroj uses, what builds images, and how guests reach the outside. */
export const toolWords = {
  'not installed': 'nije instaliran',
  'not found': 'nije nađen',
  found: 'nađen',
  'Runs instances of {architecture}.': 'Izvodi instance arhitekture {architecture}.',
  'Converts and checks disks.': 'Pretvara i provjerava diskove.',
  'UEFI for instances of {architecture}.': 'UEFI za instance arhitekture {architecture}.',
  'Connects instances to the network without root.': 'Spaja instance na mrežu bez roota.',
  'Connects containers to the network without root.': 'Spaja spremnike na mrežu bez roota.',
  'Is the TPM of an instance.': 'TPM instance.',
  'Shares folders of the host with instances.': 'Dijeli mape domaćina s instancama.',
  'Runs containers.': 'Izvodi spremnike.',
  'Runs instances on Xen.': 'Izvodi instance na Xenu.',
  'Shuts programs in.': 'Zatvara programe.',
  'Builds images of Debian.': 'Gradi slike Debiana.',
  'Lets ordinary users build images and run containers.':
    'Omogućuje običnim korisnicima da grade slike i izvode spremnike.',
  'Loads and removes modules of the kernel.': 'Učitava i izbacuje module jezgre.',
  'Keeps networks of instances apart.': 'Odvaja mreže instanci.',
  'Makes networks of instances.': 'Pravi mreže instanci.',
  'Without it nothing can be started: it runs the instances.': 'Bez njega se ništa ne može pokrenuti: izvodi instance.',
  'Without it nothing could be started: it runs the instances.':
    'Bez njega se ništa ne bi moglo pokrenuti: izvodi instance.',
  'Without it nothing can be started: it converts and checks disks.':
    'Bez njega se ništa ne može pokrenuti: pretvara i provjerava diskove.',
  'Without it nothing could be started: it converts and checks disks.':
    'Bez njega se ništa ne bi moglo pokrenuti: pretvara i provjerava diskove.',
  'It is too old; stroj needs {least} or newer.': 'Prestar je; stroju treba {least} ili noviji.',
  'UEFI firmware': 'UEFI firmver',
  'for {architectures}': 'za {architectures}',
  'Instances can have `firmware: uefi`.': 'Instance mogu imati `firmware: uefi`.',
  'Instances can only have `firmware: bios` or `direct`.': 'Instance mogu imati samo `firmware: bios` ili `direct`.',
  'No instance with a nic in the network "user" starts.':
    'Ne pokreće se nijedna instanca s mrežnom karticom u mreži „user”.',
  'passt shuts itself into a user namespace, which this kernel denies to ordinary users.':
    'passt se zatvara u korisnički imenski prostor, što ova jezgra običnim korisnicima brani.',
  'Guests reach the outside, and nothing on the loopback of this host.':
    'Gosti vide van, ali ništa na povratnoj petlji (loopback) ovog domaćina.',
  'Guests reach the outside, and nothing on the loopback of this host: passt runs in a network namespace of its own.':
    'Gosti vide van, ali ništa na povratnoj petlji (loopback) ovog domaćina: passt radi u vlastitom mrežnom imenskom prostoru.',
  'This passt is old: at a forwarded port a server of the guest that speaks first (MySQL, SMTP, FTP, VNC) is not heard before its client has sent something; SSH and HTTP work.':
    'Ovaj je passt star: na proslijeđenom portu poslužitelj u gostu koji govori prvi (MySQL, SMTP, FTP, VNC) ne čuje se dok njegov klijent nešto ne pošalje; SSH i HTTP rade.',
  'The passt of Debian 13 has no such limit.': 'passt iz Debiana 13 to ograničenje nema.',
  '{version}; /dev/net/tun cannot be opened': '{version}; /dev/net/tun se ne može otvoriti',
  'This passt is old: a hostile guest can reach services on the loopback (127.0.0.1) of this host.':
    'Ovaj je passt star: zlonamjeran gost može doseći usluge na povratnoj petlji (127.0.0.1) ovog domaćina.',
} as const
