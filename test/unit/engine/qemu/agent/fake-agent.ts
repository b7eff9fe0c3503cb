import { FakePeer } from '../fake-peer.ts'

type Command = { readonly execute: string; readonly arguments: Record<string, unknown> }
export type Answer = (command: Command) => object | undefined

/** A guest agent in memory that follows guest-sync-delimited; `answer` gives the rest, undefined keeps it silent. */
export class FakeAgent {
  readonly commands: Command[] = []
  syncs = 0
  answer: Answer
  /** Silent to everything while true. */
  deaf = false
  #peer = new FakePeer()

  constructor(answer: Answer = () => undefined) {
    this.answer = answer
  }

  /** The peer of the newest connection. */
  get peer(): FakePeer {
    return this.#peer
  }

  connect = async () => {
    this.#peer = new FakePeer()
    this.#peer.answer = (line) => this.#hear(line)
    return this.#peer.socket
  }

  #hear(line: string): void {
    if (this.deaf) return
    const command = JSON.parse(line.replaceAll('\u00ff', '')) as Command
    if (command.execute === 'guest-sync-delimited') {
      this.syncs++
      this.#peer.sayBytes(Uint8Array.of(0xff))
      return this.#peer.sayJson({ return: command.arguments['id'] })
    }
    this.commands.push(command)
    const answer = this.answer(command)
    if (answer) this.#peer.sayJson(answer)
  }
}
