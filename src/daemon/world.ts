import type { Config } from './config.ts'
import type { Log } from '../contract/log.ts'
import { openQemuEngine } from '../engine/qemu/engine.ts'
import { openHost } from '../facts/open-host.ts'
import { databaseFile } from '../host/paths.ts'
import { systemClock, systemRandom } from '../host/system-clock.ts'
import { openVolumeStore } from '../pool/open-volume-store.ts'
import type { World } from '../service/deps.ts'
import { openImageLibrary } from '../source/library.ts'
import { openStore } from '../store/open-store.ts'

/** The real world for the services. */
export async function openWorld({ paths }: Config, log: Log): Promise<World> {
  return {
    store: await openStore(databaseFile(paths)),
    engine: openQemuEngine({ paths }),
    host: openHost(paths),
    library: openImageLibrary(paths),
    volumes: openVolumeStore(paths),
    clock: systemClock,
    random: systemRandom,
    log,
  }
}
