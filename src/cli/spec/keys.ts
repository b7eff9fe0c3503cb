/** The keys of a spec, with what may stand there, for completion and "did you mean". A test holds it to the schema. */
export const specKeys: Readonly<Record<string, readonly string[]>> = {
  engine: ['qemu'],
  image: [],
  cpus: [],
  'cpus.count': [],
  'cpus.topology': [],
  'cpus.model': [],
  memory: [],
  disk: [],
  disks: [],
  nics: [],
  cdrom: [],
  boot: [],
  'boot.order': [],
  'boot.once': ['disk', 'cdrom', 'network'],
  firmware: ['bios', 'uefi', 'direct'],
  kernelArguments: [],
  machine: ['q35', 'microvm'],
  accel: ['auto', 'kvm', 'tcg'],
  console: [],
  'console.serial': ['true', 'false'],
  'console.screen': ['true', 'false'],
  labels: [],
  autostart: ['true', 'false'],
  restart: ['never', 'on-failure', 'always'],
}

/** The keys without a dot. */
export const topKeys: readonly string[] = Object.keys(specKeys).filter((key) => !key.includes('.'))
