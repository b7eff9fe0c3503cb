/** The commands that the engine gives. Add one here, then run `node tools/qmp/generate.ts`. */
export const usedCommands = [
  'qmp_capabilities',
  'query-status',
  'query-uuid',
  'query-name',
  'query-chardev',
  'query-target',
  'stop',
  'cont',
  'system_reset',
  'system_powerdown',
  'quit',
  'qom-set',
  'object-add',
  'object-del',
  'blockdev-add',
  'blockdev-del',
  'block_resize',
  'device_add',
  'device_del',
  'screendump',
  'query-blockstats',
] as const

/** The events that the engine understands; others are passed over. */
export const usedEvents = [
  'STOP',
  'RESUME',
  'RESET',
  'SHUTDOWN',
  'BLOCK_IO_ERROR',
  'GUEST_PANICKED',
  'WATCHDOG',
  'VSERPORT_CHANGE',
  'NETDEV_STREAM_DISCONNECTED',
  'DEVICE_DELETED',
] as const
