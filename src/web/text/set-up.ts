import { catalogue } from './catalogue.ts'

/** How a system is set up: by its installer, or by cloud-init. */
export const setUpText = catalogue(
  {
    install: {
      title: 'Install without questions',
      answers: 'Answers for the installer',
      meaning: 'Debian, Ubuntu, Fedora, Arch and Windows. At the end the instance is stopped and has its system.',
      offMeaning: 'You answer the installer yourself, on the screen or the console of the instance.',
      more: 'More answers',
      less: 'Fewer answers',
      keys: {
        system: { label: 'System', standard: 'told from the medium' },
        user: { label: 'User', hint: 'May become root by sudo; an administrator of Windows.' },
        passwordHash: { label: 'Password', hint: 'Without one the user logs in by key only. None for Windows.' },
        keys: { label: 'SSH keys', hint: 'Public keys, one a line.' },
        locale: { label: 'Language and country', standard: 'en_US.UTF-8' },
        timezone: { label: 'Time zone', standard: 'UTC' },
        keyboard: { label: 'Keyboard', standard: 'us' },
        hostname: { label: 'Host name', standard: 'the name of the instance' },
        layout: { label: 'Division of the disk', standard: 'plain' },
        packages: { label: 'Packages', hint: 'Besides those that the system always has.' },
        mirror: { label: 'Mirror of Debian' },
        drivers: {
          label: 'Drivers for Windows',
          hint: 'The medium virtio-win.iso, without which Windows sees no disk.',
        },
      },
    },
    cloud: {
      title: 'First boot (cloud-init)',
      meaning: 'For images that distributions publish for clouds; others do not read it.',
      keys: {
        user: { label: 'User', standard: 'that of the image', hint: 'May become root by sudo.' },
        keys: { label: 'SSH keys', hint: 'Public keys, one a line.' },
        passwordHash: { label: 'Password', hint: 'Without one the user logs in by key only.' },
        packages: { label: 'Packages', hint: 'Installed at the first boot.' },
        run: { label: 'Lines for a shell', hint: 'One a line, run as root at the first boot.' },
      },
    },
  },
  {
    install: {
      title: 'Instaliraj bez pitanja',
      answers: 'Odgovori za instalaciju',
      meaning: 'Debian, Ubuntu, Fedora, Arch i Windows. Na kraju je instanca zaustavljena i ima svoj sustav.',
      offMeaning: 'Na pitanja odgovarate sami, na zaslonu ili konzoli instance.',
      more: 'Još odgovora',
      less: 'Manje odgovora',
      keys: {
        system: { label: 'Sustav', standard: 'prema mediju' },
        user: { label: 'Korisnik', hint: 'Može postati root pomoću sudo; u Windowsima je administrator.' },
        passwordHash: { label: 'Lozinka', hint: 'Bez nje se korisnik prijavljuje samo ključem. Za Windows je nema.' },
        keys: { label: 'SSH ključevi', hint: 'Javni ključevi, jedan po retku.' },
        locale: { label: 'Jezik i država', standard: 'en_US.UTF-8' },
        timezone: { label: 'Vremenska zona', standard: 'UTC' },
        keyboard: { label: 'Tipkovnica', standard: 'us' },
        hostname: { label: 'Ime računala', standard: 'ime instance' },
        layout: { label: 'Podjela diska', standard: 'plain' },
        packages: { label: 'Paketi', hint: 'Uz one koje sustav uvijek ima.' },
        mirror: { label: 'Zrcalo Debiana' },
        drivers: { label: 'Upravljači za Windows', hint: 'Medij virtio-win.iso, bez kojega Windows ne vidi disk.' },
      },
    },
    cloud: {
      title: 'Prvo podizanje (cloud-init)',
      meaning: 'Za slike koje distribucije objavljuju za oblake; ostale to ne čitaju.',
      keys: {
        user: { label: 'Korisnik', standard: 'onaj iz slike', hint: 'Može postati root pomoću sudo.' },
        keys: { label: 'SSH ključevi', hint: 'Javni ključevi, jedan po retku.' },
        passwordHash: { label: 'Lozinka', hint: 'Bez nje se korisnik prijavljuje samo ključem.' },
        packages: { label: 'Paketi', hint: 'Instaliraju se pri prvom podizanju.' },
        run: { label: 'Redci za ljusku', hint: 'Jedan po retku, izvršava ih root pri prvom podizanju.' },
      },
    },
  },
)
