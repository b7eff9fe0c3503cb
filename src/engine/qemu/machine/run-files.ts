import { instanceFolder, type Paths, runFolder } from '../../../host/paths.ts'

/** Where the sockets and logs of one instance lie. */
export type RunFiles = {
  readonly folder: string
  readonly qmp: string
  readonly rescue: string
  readonly agent: string
  /** By which a fork is told who it is. */
  readonly identity: string
  readonly serial: string
  readonly shell: string
  readonly vnc: string
  readonly tpm: string
  readonly engineLog: string
  readonly serialLog: string
  readonly shellLog: string
  /** What is to be given back to the host; beside the folder, so that it outlives it. */
  readonly devices: string
  /** What is left to be done once the monitor answers. */
  readonly afterStart: string
  /** Folder of the instance, with its disks. */
  readonly own: string
  /** Where QEMU sends a memory that is kept. */
  readonly memory: string
}

export function runFiles(paths: Paths, id: string): RunFiles {
  const folder = runFolder(paths, id)
  const kept = instanceFolder(paths, id)
  return {
    folder,
    qmp: `${folder}/qmp.sock`,
    rescue: `${folder}/rescue.sock`,
    agent: `${folder}/agent.sock`,
    identity: `${folder}/identity.sock`,
    serial: `${folder}/serial.sock`,
    shell: `${folder}/shell.sock`,
    vnc: `${folder}/vnc.sock`,
    tpm: `${folder}/tpm.sock`,
    devices: `${folder}.devices`,
    afterStart: `${folder}/after-start.json`,
    memory: `${folder}/memory.sock`,
    own: kept,
    engineLog: `${kept}/engine.log`,
    serialLog: `${kept}/serial.log`,
    shellLog: `${kept}/shell.log`,
  }
}
