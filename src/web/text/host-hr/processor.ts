/** The processors, and what stands between them and this host. */
export const processorWords = {
  model: 'model',
  '{model}, {n} CPU[s]': '{model}, {n|procesor|procesora|procesora}',
  'Instances share them; one instance can have as many as there are.':
    'Instance ih dijele; jedna ih može imati koliko ih ima.',
  'runs in': 'radi u',
  'runs on': 'radi na',
  'bare metal': 'samom sklopovlju',
  'a hypervisor': 'hipervizoru',
  'a container ({kind})': 'spremniku ({kind})',
  'a container ({kind}) in {outer}': 'spremniku ({kind}), u sustavu {outer}',
  'a container ({kind}) in a hypervisor': 'spremniku ({kind}), u hipervizoru',
  'No other hypervisor stands between it and the hardware.': 'Između njega i sklopovlja nema drugog hipervizora.',
  'Only what was passed into the container is seen here; changes of the kernel are made outside of it.':
    'Ovdje se vidi samo ono što je pušteno u spremnik; jezgra se mijenja izvan njega.',
  'This host is itself a guest of {outer}, so it can do what that lets it do.':
    'Ovaj je domaćin i sam gost ({outer}), pa može ono što mu se dopusti.',
  'This host is itself a guest of a hypervisor, so it can do what that lets it do.':
    'Ovaj je domaćin i sam gost nekog hipervizora, pa može ono što mu se dopusti.',
  virtualization: 'virtualizacija',
  'exception level 2': 'razina iznimki 2',
  'hypervisor state (hv)': 'stanje hipervizora (hv)',
  'problem state (pr)': 'korisničko stanje (pr)',
  'extension H': 'proširenje H',
  'neither vmx nor svm': 'ni vmx ni svm',
  'the kernel was not started in exception level 2': 'jezgra nije pokrenuta na razini iznimki 2',
  'neither hv nor pr': 'ni hv ni pr',
  'no sie': 'nema sie',
  'no extension H': 'nema proširenja H',
  none: 'nema',
  'The processor can run guests itself, when KVM lets it.': 'Procesor može sam izvoditi goste kad mu KVM to omogući.',
  'nested paging': 'ugniježđeno straničenje',
  "The processor translates guests' addresses itself, which is fast.":
    'Procesor sam prevodi adrese gostiju, što je brzo.',
  'The kernel has to follow each change of page tables of a guest, which makes guests slower.':
    'Jezgra mora pratiti svaku promjenu tablica stranica gosta, što goste usporava.',
  'nested guests': 'ugniježđeni gosti',
  on: 'uključeno',
  off: 'isključeno',
  'Instances with `nested: true` can run guests of their own with KVM.':
    'Instance s `nested: true` mogu uz KVM izvoditi vlastite goste.',
  'Instances cannot run guests of their own with KVM (`nested: true` is refused).':
    'Instance ne mogu uz KVM izvoditi vlastite goste (`nested: true` se odbija).',
  'The firmware has switched virtualization off; its setup can switch it on ("VT-x", "SVM").':
    'Firmver je isključio virtualizaciju; uključuje se u njegovim postavkama („VT-x”, „SVM”).',
  'Virtualization is switched off in the firmware setup ("VT-x", "SVM"), or this processor has none.':
    'Virtualizacija je isključena u postavkama firmvera („VT-x”, „SVM”) ili je ovaj procesor nema.',
  'The firmware or boot loader has started the kernel in exception level 1; KVM needs level 2.':
    'Firmver ili učitavač pokrenuo je jezgru na razini iznimki 1; KVM-u treba razina 2.',
  'The partition or the processor does not offer the instruction sie.': 'Particija ili procesor ne nudi naredbu sie.',
  'The processor, or the firmware below Linux, does not offer it.': 'Procesor ili firmver ispod Linuxa to ne nudi.',
  '{outer}, in which this host runs, does not pass virtualization on':
    '{outer}, u kojem ovaj domaćin radi, ne propušta virtualizaciju',
  'a hypervisor, in which this host runs, does not pass virtualization on':
    'hipervizor u kojem ovaj domaćin radi ne propušta virtualizaciju',
} as const
