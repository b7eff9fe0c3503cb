import type { Config } from './config.ts'
import type { Log } from '../contract/log.ts'
import { openQemuEngine } from '../engine/qemu/engine.ts'
import { openHost } from '../facts/open-host.ts'
import { databaseFile } from '../host/paths.ts'
import { systemClock, systemRandom } from '../host/system-clock.ts'
import { openVolumeStore } from '../pool/open-volume-store.ts'
import type { World } from '../service/deps.ts'
import { readTextIfAny } from '../host/files.ts'
import { parseSettings, type Settings, standardSettings } from '../model/settings.ts'
import { openImageLibrary } from '../source/library.ts'
import { openUsageFiles } from '../store/usage-files.ts'
import { openStore } from '../store/open-store.ts'

/** The real world for the services. */
export async function openWorld({ paths, settingsFile, automaticWarming }: Config, log: Log): Promise<World> {
  const settings = await readSettings(settingsFile)
  return {
    store: await openStore(databaseFile(paths)),
    engine: openQemuEngine({ paths }),
    host: openHost(paths),
    library: openImageLibrary(paths, settings),
    volumes: openVolumeStore(paths),
    usageKeeper: openUsageFiles(paths),
    clock: systemClock,
    random: systemRandom,
    log,
    automaticWarming,
  }
}

async function readSettings(file: string | undefined): Promise<Settings> {
  const text = file === undefined ? undefined : await readTextIfAny(file)
  return file === undefined || text === undefined ? standardSettings : parseSettings(text, file)
}
