/** How names and other short texts are written. */
export const nameWords = {
  'a token has a name of 1 to 63 of a-z, 0-9 and dash, that begins with a letter and does not end with a dash':
    'ime žetona ima 1 do 63 znaka (a-z, 0-9 i crtica), počinje slovom i ne završava crticom',
  'a name has 1 to 63 characters of a-z, 0-9 and dash, begins with a letter and does not end with a dash':
    'ime ima 1 do 63 znaka (a-z, 0-9 i crtica), počinje slovom i ne završava crticom',
  'the name of a volume has 1 to 63 characters of a-z, 0-9, dot, dash and underscore, and begins and ends with a letter or digit':
    'ime diska ima 1 do 63 znaka (a-z, 0-9, točka, crtica i podvlaka) te počinje i završava slovom ili znamenkom',
  'a pool has 1 to 63 characters of a-z, 0-9 and dash, begins with a letter and does not end with a dash':
    'ime spremišta ima 1 do 63 znaka (a-z, 0-9 i crtica), počinje slovom i ne završava crticom',
  'a warm image has an id of ten letters and digits (`stroj warm ls`)':
    'oznaka tople slike ima deset slova i znamenki (`stroj warm ls`)',
  'an image is written as name, name:version or sha256:digest': 'slika se piše kao ime, ime:inačica ili sha256:sažetak',
  'an image name is name or name:version, of a-z, 0-9, dot, dash and underscore':
    'ime slike je ime ili ime:inačica (a-z, 0-9, točka, crtica i podvlaka)',
  'sha256: begins a digest, not a name': 'sa sha256: počinje sažetak, a ne ime',
  'the name of a snapshot has 1 to 63 characters of a-z, 0-9, dot, dash and underscore':
    'ime snimke ima 1 do 63 znaka (a-z, 0-9, točka, crtica i podvlaka)',
  'the name of a state has 1 to 63 characters of a-z, 0-9, dot, dash and underscore, and begins with a letter':
    'ime stanja ima 1 do 63 znaka (a-z, 0-9, točka, crtica i podvlaka) i počinje slovom',
  'the key of a label has 1 to 63 characters of a-z, 0-9, dot, dash, underscore and slash, and begins and ends with a letter or digit':
    'ključ oznake ima 1 do 63 znaka (a-z, 0-9, točka, crtica, podvlaka i kosa crta) te počinje i završava slovom ili znamenkom',
  'a host name has 1 to 63 letters, digits and dashes, and neither begins nor ends with a dash':
    'ime računala ima 1 do 63 slova, znamenke i crtice te crticom ne počinje i ne završava',
  'a host name, such as machines.example.org': 'ime računala, kao što je machines.example.org',
  'a user has 1 to 32 of a-z, 0-9, dash and underscore':
    'ime korisnika ima 1 do 32 znaka (a-z, 0-9, crtica i podvlaka)',
  'the name of a package': 'ime paketa',
  'a Debian package is named by a-z, 0-9, plus, dot and dash, such as qemu-utils':
    'ime Debianova paketa ima a-z, 0-9, plus, točku i crticu, kao što je qemu-utils',
  'a name of the catalog, REMOTE:ALIAS, or a URL': 'ime iz kataloga, REMOTE:ALIAS ili URL',
  'SHA-256 (64 hex digits) or SHA-512 (128 hex digits)':
    'SHA-256 (64 heksadekadske znamenke) ili SHA-512 (128 heksadekadskih znamenki)',
  'a passphrase has at least 8 characters': 'lozinka ima barem 8 znakova',
  'a passphrase has at most 512 characters': 'lozinka ima najviše 512 znakova',
  'a passphrase is one line without control characters': 'lozinka je jedan redak bez upravljačkih znakova',
  'a public key as in ~/.ssh/id_ed25519.pub: its kind, the key, and a comment':
    'javni ključ kao u ~/.ssh/id_ed25519.pub: vrsta, ključ i napomena',
  'this is no hash as crypt(5) writes it, such as $6$…; `stroj hash-password` makes one of a password':
    'ovo nije sažetak kakav piše crypt(5), kao što je $6$…; od lozinke ga pravi `stroj hash-password`',
  'an address is IPv4 or IPv6, such as 127.0.0.1 or ::': 'adresa je IPv4 ili IPv6, kao što je 127.0.0.1 ili ::',
  'an address such as 192.168.1.10, or a network such as 10.0.0.0/8':
    'adresa kao 192.168.1.10 ili mreža kao 10.0.0.0/8',
  '"{text}" is not a port forward: write [ADDRESS:]HOST-PORT:GUEST-PORT[/tcp|/udp], such as 127.0.0.1:8080:80':
    '„{text}” nije proslijeđeni port: pišite [ADRESA:]PORT-DOMAĆINA:PORT-GOSTA[/tcp|/udp], kao što je 127.0.0.1:8080:80',
  'a MAC address is six pairs of lower-case hex digits, unicast':
    'MAC-adresa je šest parova malih heksadekadskih znamenki, za jednog primatelja',
  'an address such as 0000:03:00.0, or ids such as 8086:10ed': 'adresa kao 0000:03:00.0 ili oznake kao 8086:10ed',
  'ids such as 046d:c52b, or a port such as 1-2.3': 'oznake kao 046d:c52b ili utičnica kao 1-2.3',
  'a CPU model is a name such as host, max or Nehalem': 'model procesora je ime kao host, max ili Nehalem',
  'a CPU feature is added or removed by its name, such as +aes or -x2apic':
    'mogućnost procesora dodaje se ili oduzima imenom, kao +aes ili -x2apic',
  'a locale is a language and a country, such as de_AT.UTF-8, or C.UTF-8':
    'lokalne postavke su jezik i zemlja, kao hr_HR.UTF-8, ili C.UTF-8',
  'a keyboard is a layout of X11, such as us, de or gb': 'tipkovnica je raspored iz X11, kao us, de ili hr',
  'a time zone is UTC or a place such as Europe/Berlin': 'vremenska zona je UTC ili mjesto kao Europe/Zagreb',
  'a mirror is http://HOST/FOLDER; what comes from it is signed':
    'zrcalo je http://RAČUNALO/MAPA; ono što s njega dolazi potpisano je',
  'give both columns and rows, or neither': 'navedite i stupce i retke ili ništa od toga',
  'the id of an event': 'oznaka događaja',
} as const
