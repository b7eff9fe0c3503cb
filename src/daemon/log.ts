import { pino } from 'pino'
import type { Log } from '../contract/log.ts'

/** JSON lines to a file, or to standard error for systemd's journal. Written at once, so that a crash loses no line. */
export function openLog(file: string | null): Log {
  const destination = pino.destination({ dest: file ?? 2, append: true, mkdir: true, sync: true })
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    info: (message, details) => logger.info(details ?? {}, message),
    warn: (message, details) => logger.warn(details ?? {}, message),
    error: (message, error, details) => logger.error({ ...details, err: error }, message),
  }
}
