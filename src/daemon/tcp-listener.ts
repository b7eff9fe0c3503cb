import type { Daemon, ListenerControl } from '../api/call.ts'
import { tcpEntrance } from '../api/entrance/tcp.ts'
import { type ApiServer, makeServer } from '../api/server.ts'
import { type Certificate, ownCertificate, readCertificate } from '../host/certificate.ts'
import { systemReason } from '../host/errno.ts'
import { errorCode } from '../host/error-code.ts'
import { ownNames } from '../host/own-names.ts'
import { tlsFolder } from '../host/paths.ts'
import { Turns } from '../kit/turns.ts'
import { Fault } from '../model/fault.ts'
import {
  type Listener,
  type ListenerOpen,
  type ListenerStatus,
  loopbackAddresses,
  usualPort,
} from '../model/listener.ts'
import type { Deps } from '../service/deps.ts'
import type { Config } from './config.ts'
import { webFolder } from './web-folder.ts'
import { bracketed, namesOf, spoken } from './listener-names.ts'

/** How many ports are tried when none is asked for. */
const tries = 20

type Open = { readonly server: ApiServer; readonly listener: Listener }

/** The daemon on a TCP port. Closed unless it was opened by a person; then it opens again with each daemon. */
export class TcpListener implements ListenerControl, AsyncDisposable {
  readonly #paths: Config['paths']
  readonly #deps: Deps
  readonly #daemon: () => Daemon
  readonly #turns = new Turns()
  #open: Open | undefined
  #problem: string | null = null

  constructor({ paths }: Pick<Config, 'paths'>, deps: Deps, daemon: () => Daemon) {
    this.#paths = paths
    this.#deps = deps
    this.#daemon = daemon
  }

  status(): ListenerStatus {
    return { listener: this.#open?.listener ?? null, problem: this.#problem }
  }

  async open(wanted: ListenerOpen): Promise<Listener> {
    using _turn = await this.#turns.take()
    const before = this.#open
    if (before && isSame(before.listener, wanted)) return before.listener
    const certificate = await this.#certificate(wanted)
    await this.#close()
    const open = await this.#listen(wanted, certificate).catch(async (error: unknown) => {
      if (before) await this.#reopen()
      throw error
    })
    const kept = { ...wanted, port: open.listener.port }
    await this.#deps.store.commit([{ kind: 'listener', put: { version: 1, name: 'tcp', wanted: kept } }])
    this.#open = open
    this.#problem = null
    return open.listener
  }

  async close(): Promise<ListenerStatus> {
    using _turn = await this.#turns.take()
    const was = this.status()
    await this.#deps.store.commit([{ kind: 'listener', delete: 'tcp' }])
    // Whoever asks over TCP gets his answer first.
    void this.#close()
    this.#problem = null
    return was
  }

  /** Opens what an earlier daemon had open. Never rejects: a daemon without it is better than none. */
  async reopen(): Promise<void> {
    using _turn = await this.#turns.take()
    await this.#reopen()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close()
  }

  async #reopen(): Promise<void> {
    const found = await this.#deps.store.get('listener', 'tcp')
    if (!found) return
    const { wanted } = found.value
    try {
      this.#open = await this.#listen(wanted, await this.#certificate(wanted))
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error)
      this.#deps.log.warn('the TCP port could not be opened again', { problem: this.#problem })
    }
  }

  async #close(): Promise<void> {
    const open = this.#open
    this.#open = undefined
    await open?.server.close()
  }

  async #certificate({ address, names, certificate, key }: ListenerOpen): Promise<Certificate | null> {
    try {
      if (certificate !== null && key !== null) return await readCertificate(certificate, key)
      if (loopbackAddresses.includes(address)) return null
      return await ownCertificate(tlsFolder(this.#paths), [...ownNames(), ...names], AbortSignal.timeout(60_000))
    } catch (error) {
      throw unusable(address, error)
    }
  }

  async #listen(wanted: ListenerOpen, certificate: Certificate | null): Promise<Open> {
    const first = wanted.port ?? usualPort
    const last = wanted.port === null ? first + tries - 1 : first
    for (let port = first; ; port += 1) {
      try {
        return await this.#listenOn(wanted, port, certificate)
      } catch (error) {
        if (errorCode(error) === 'EADDRINUSE' && port < last) continue
        throw unusable(`${bracketed(wanted.address)}:${port}`, error)
      }
    }
  }

  async #listenOn({ address, names }: ListenerOpen, port: number, certificate: Certificate | null): Promise<Open> {
    const all = () => namesOf(address, names)
    const secure = certificate !== null
    const entrance = tcpEntrance(this.#deps, { names: all, port, secure })
    const server = await makeServer(this.#deps, this.#daemon(), {
      entrance,
      tls: certificate,
      webFolder: await webFolder(),
    })
    await server.listen({ host: address, port })
    const url = `${secure ? 'https' : 'http'}://${bracketed(names[0] ?? spoken(address))}:${port}/`
    return { server, listener: { url, address, port, names, secure, fingerprint: certificate?.fingerprint ?? null } }
  }
}

function isSame(listener: Listener, { address, port, names, certificate }: ListenerOpen): boolean {
  const sameNames = names.length === listener.names.length && names.every((name) => listener.names.includes(name))
  return certificate === null && address === listener.address && (port ?? listener.port) === listener.port && sameNames
}

function unusable(address: string, error: unknown): Fault {
  const reason = error instanceof Error ? systemReason(error) : String(error)
  return new Fault('listener.unusable', { address, reason }, { cause: error })
}
