import type { VolumeRekey, VolumeUnlock } from '../model/passphrase.ts'
import type { Operation } from '../model/operation.ts'
import type {
  Volume,
  VolumeConvertInput,
  VolumeCreateInput,
  VolumeExportInput,
  VolumeListing,
  VolumeMap,
  VolumeResizeInput,
} from '../model/volume.ts'
import type { VolumeAttachInput, VolumeLimitInput } from '../model/volume-attachment.ts'
import { begin, call, type CallOptions, type OperationOptions, path } from './call.ts'
import type { Wire } from './wire.ts'

/** A name is any text here: the daemon checks it. */
type Wanted<T extends { readonly instance: string }> = Omit<T, 'instance'> & { readonly instance: string }

const at = (name: string, ...more: readonly string[]): string => path('v1', 'volumes', name, ...more)

/** All volumes by name. */
export function listVolumes(wire: Wire, options: CallOptions = {}): Promise<VolumeListing> {
  return call(wire, { method: 'GET', path: '/v1/volumes' }, options)
}

/** Makes a volume: empty, from another, or from a file of the host. */
export function createVolume(wire: Wire, want: VolumeCreateInput, options: OperationOptions = {}): Promise<Operation> {
  return begin(wire, { method: 'POST', path: '/v1/volumes', body: want }, options)
}

export function showVolume(wire: Wire, name: string, options: CallOptions = {}): Promise<Volume> {
  return call(wire, { method: 'GET', path: at(name) }, options)
}

/** What of it is allocated. */
export function mapVolume(wire: Wire, name: string, options: CallOptions = {}): Promise<VolumeMap> {
  return call(wire, { method: 'GET', path: at(name, 'map') }, options)
}

/** Answers what it was. */
export function deleteVolume(wire: Wire, name: string, options: CallOptions = {}): Promise<Volume> {
  return call(wire, { method: 'DELETE', path: at(name) }, options)
}

/** Also in the specs of the instances that have it. */
export function renameVolume(wire: Wire, name: string, to: string, options: CallOptions = {}): Promise<Volume> {
  return call(wire, { method: 'POST', path: at(name, 'rename'), body: { name: to } }, options)
}

export function resizeVolume(
  wire: Wire,
  name: string,
  want: VolumeResizeInput,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'resize'), body: want }, options)
}

/** Writes it anew in another format or layout. */
export function convertVolume(
  wire: Wire,
  name: string,
  want: VolumeConvertInput,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'convert'), body: want }, options)
}

/** Gives back to the host what is not needed; the result says how much. */
export function compactVolume(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'compact') }, options)
}

/** Lets it stand on another, or alone; it reads the same after it, unless that was not wanted. */
export function rebaseVolume(
  wire: Wire,
  name: string,
  want: { readonly onto: string | null; readonly unsafe?: boolean },
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'rebase'), body: want }, options)
}

/** Writes what it has into the one that it stands on. */
export function commitVolume(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'commit') }, options)
}

/** Has the daemon forget its passphrase. */
export function lockVolume(wire: Wire, name: string, options: CallOptions = {}): Promise<Volume> {
  return call(wire, { method: 'POST', path: at(name, 'lock') }, options)
}

/** Gives its passphrase to the daemon, which keeps it when it opens the volume. */
export function unlockVolume(
  wire: Wire,
  name: string,
  want: VolumeUnlock,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'unlock'), body: want }, options)
}

/** Gives it another passphrase. */
export function rekeyVolume(
  wire: Wire,
  name: string,
  want: VolumeRekey,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'rekey'), body: want }, options)
}

export function checkVolume(
  wire: Wire,
  name: string,
  want: { readonly repair?: boolean } = {},
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'check'), body: want }, options)
}

/** Writes a copy to a file of the host. */
export function exportVolume(
  wire: Wire,
  name: string,
  want: VolumeExportInput,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'export'), body: want }, options)
}

/** Makes it a disk of an instance, at once when that runs. */
export function attachVolume(
  wire: Wire,
  name: string,
  want: Wanted<VolumeAttachInput>,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'attach'), body: want }, options)
}

/** Takes it out of an instance; a guest that runs is asked to let go of it. */
export function detachVolume(
  wire: Wire,
  name: string,
  instance: string,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'detach'), body: { instance } }, options)
}

/** Changes how fast an instance may be with it, at once when that runs. */
export function limitVolume(
  wire: Wire,
  name: string,
  want: Wanted<VolumeLimitInput>,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(name, 'limit'), body: want }, options)
}
