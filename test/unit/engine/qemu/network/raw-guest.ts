import { connectUnix, type Duplex } from '../../../../../src/host/unix-socket.ts'

const mac = Buffer.from('525400000001', 'hex')
const everyone = Buffer.alloc(6, 0xff)
const types = { ip4: 0x0800, arp: 0x0806, ip6: 0x86dd } as const
export type Lease = { readonly address: string; readonly gateway: string; readonly dns: string }
export type Answer = 'accepted' | 'refused' | 'silent'

/** A guest that puts any frame on the wire, as a hostile kernel could: the other end of passt's socket, without QEMU. */
export class RawGuest implements Disposable {
  readonly #wire: Duplex
  readonly #frames: AsyncGenerator<Buffer, undefined>
  #gatewayMac: Buffer = everyone
  #lastPort = 40_000
  /** One frame is asked for at a time, and an answer that came late is the next one's. */
  #pending: Promise<IteratorResult<Buffer, undefined>> | undefined

  private constructor(wire: Duplex) {
    this.#wire = wire
    this.#frames = cut(wire.input)
  }

  static async plugIn(socket: string): Promise<RawGuest> {
    return new RawGuest(await connectUnix(socket, AbortSignal.timeout(5000)))
  }

  /** Asks for an address by DHCP (RFC 2131). */
  async lease(): Promise<Lease> {
    const discover = Buffer.alloc(300)
    discover.set([1, 1, 6, 0, 0, 0, 0x12, 0x34, 0, 0, 0x80, 0])
    discover.set(mac, 28)
    discover.set([0x63, 0x82, 0x53, 0x63, 53, 1, 1, 255], 236)
    await this.#sendIp4('0.0.0.0', '255.255.255.255', 17, udp(68, 67, discover))
    const offer = await this.#next(
      (frame) => frame.readUInt16BE(12) === types.ip4 && frame.readUInt16BE(36) === 68,
      5000,
    )
    if (!offer) throw new Error('no DHCP offer came')
    const options = dhcpOptions(offer.subarray(42 + 240))
    const lease = { address: ip4(offer, 42 + 16), gateway: ip4(options(3), 0), dns: ip4(options(6), 0) }
    this.#gatewayMac = await this.resolve(lease.address, lease.gateway)
    return lease
  }

  /** Opens a TCP connection with a segment of its own making. */
  async tcp(from: string, to: string, port: number): Promise<Answer> {
    const own = await this.knockAt(from, to, port)
    const reply = await this.#next((frame) => tcpOf(frame)?.readUInt16BE(2) === own, 1500)
    const flags = reply && tcpOf(reply)?.readUInt8(13)
    if (flags === undefined) return 'silent'
    return (flags & 0x12) === 0x12 ? 'accepted' : 'refused'
  }

  /** The same without waiting for the answer, which would come to the returned port. */
  async knockAt(from: string, to: string, port: number): Promise<number> {
    const own = ++this.#lastPort
    if (to.includes(':')) await this.#sendIp6(from, to, 6, tcpSyn(ip6Bytes(from), ip6Bytes(to), own, port))
    else await this.#sendIp4(from, to, 6, tcpSyn(ip4Bytes(from), ip4Bytes(to), own, port))
    return own
  }

  /** The answer to a UDP datagram, or undefined. */
  async udp(from: string, to: string, port: number, content: Buffer): Promise<Buffer | undefined> {
    const own = ++this.#lastPort
    await this.#sendIp4(from, to, 17, udp(own, port, content))
    const reply = await this.#next((frame) => isUdpTo(frame, own), 3000)
    return reply?.subarray(42)
  }

  /** The port of ours that somebody outside wants to connect to. */
  async knock(): Promise<number | undefined> {
    const frame = await this.#next((frame) => ((tcpOf(frame)?.readUInt8(13) ?? 0) & 0x12) === 2, 5000)
    return frame && tcpOf(frame)?.readUInt16BE(2)
  }

  [Symbol.dispose](): void {
    this.#wire.close()
  }

  /** The hardware address of somebody in the network, by ARP. */
  async resolve(own: string, wanted: string): Promise<Buffer> {
    const ask = Buffer.from([0, 1, 8, 0, 6, 4, 0, 1])
    const request = Buffer.concat([ask, mac, ip4Bytes(own), Buffer.alloc(6), ip4Bytes(wanted)])
    await this.#send(everyone, types.arp, request)
    const reply = await this.#next((frame) => frame.readUInt16BE(12) === types.arp && ip4(frame, 28) === wanted, 5000)
    if (!reply) throw new Error(`nobody has ${wanted}`)
    return Buffer.from(reply.subarray(22, 28))
  }

  async #sendIp4(from: string, to: string, protocol: number, content: Buffer): Promise<void> {
    const header = Buffer.from([0x45, 0, 0, 0, 0, 1, 0, 0, 64, protocol, 0, 0, ...ip4Bytes(from), ...ip4Bytes(to)])
    header.writeUInt16BE(20 + content.length, 2)
    header.writeUInt16BE(checksum(header), 10)
    await this.#send(to === '255.255.255.255' ? everyone : this.#gatewayMac, types.ip4, header, content)
  }

  async #sendIp6(from: string, to: string, protocol: number, content: Buffer): Promise<void> {
    const header = Buffer.from([0x60, 0, 0, 0, 0, content.length, protocol, 64, ...ip6Bytes(from), ...ip6Bytes(to)])
    await this.#send(this.#gatewayMac, types.ip6, header, content)
  }

  async #send(to: Buffer, type: number, ...content: readonly Buffer[]): Promise<void> {
    const frame = Buffer.concat([to, mac, Buffer.from([type >> 8, type & 255]), ...content])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(frame.length)
    await this.#wire.write(Buffer.concat([length, frame]))
  }

  async #next(fits: (frame: Buffer) => boolean, withinMs: number): Promise<Buffer | undefined> {
    const over = AbortSignal.timeout(withinMs)
    const late = new Promise<undefined>((resolve) => over.addEventListener('abort', () => resolve(undefined)))
    for (;;) {
      this.#pending ??= this.#frames.next()
      const next = await Promise.race([this.#pending, late])
      if (!next || next.done === true) return undefined
      this.#pending = undefined
      if (fits(next.value)) return next.value
    }
  }
}

/** QEMU's framing of `-netdev stream`: 32 bits of length, then the frame. */
async function* cut(input: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let rest = Buffer.alloc(0)
  for await (const chunk of input) {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const end = 4 + rest.readUInt32BE(0)
      yield rest.subarray(4, end)
      rest = rest.subarray(end)
    }
  }
}

function tcpOf(frame: Buffer): Buffer | undefined {
  if (frame.readUInt16BE(12) === types.ip4 && frame[23] === 6) return frame.subarray(34)
  if (frame.readUInt16BE(12) === types.ip6 && frame[20] === 6) return frame.subarray(54)
  return undefined
}

function isUdpTo(frame: Buffer, port: number): boolean {
  return frame.readUInt16BE(12) === types.ip4 && frame[23] === 17 && frame.readUInt16BE(36) === port
}

function udp(from: number, to: number, content: Buffer): Buffer {
  const header = Buffer.alloc(8)
  for (const [index, value] of [from, to, 8 + content.length].entries()) header.writeUInt16BE(value, index * 2)
  return Buffer.concat([header, content])
}

function tcpSyn(from: Buffer, to: Buffer, ownPort: number, port: number): Buffer {
  const segment = Buffer.alloc(20)
  segment.writeUInt16BE(ownPort, 0)
  segment.writeUInt16BE(port, 2)
  segment.writeUInt32BE(1000, 4)
  segment.set([0x50, 0x02, 0xff, 0xff], 12)
  const pseudo = Buffer.concat([from, to, Buffer.from([0, 6, 0, segment.length])])
  segment.writeUInt16BE(checksum(Buffer.concat([pseudo, segment])), 16)
  return segment
}

/** RFC 1071; the length is even. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt16BE(at)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

function dhcpOptions(bytes: Buffer): (wanted: number) => Buffer {
  const found = new Map<number, Buffer>()
  for (let at = 0; at < bytes.length && bytes[at] !== 255; at += 2 + (bytes[at + 1] ?? 0)) {
    found.set(bytes[at] ?? 0, bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)))
  }
  return (wanted) => found.get(wanted) ?? Buffer.alloc(4)
}

function ip4(bytes: Buffer, at: number): string {
  return bytes.subarray(at, at + 4).join('.')
}

function ip4Bytes(text: string): Buffer {
  return Buffer.from(text.split('.').map(Number))
}

function ip6Bytes(text: string): Buffer {
  const [before = '', after = ''] = text.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const zeros = Array.from({ length: 8 - groups(before).length - groups(after).length }, () => '0')
  const all = text.includes('::') ? [...groups(before), ...zeros, ...groups(after)] : groups(text)
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}
