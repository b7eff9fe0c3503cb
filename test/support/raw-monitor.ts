import { connect } from 'node:net'

/** What QEMU answers to one command on the monitor that nobody else holds; the text of the error when it refuses. */
export async function askMonitor(socket: string, command: object): Promise<string> {
  const line = connect(socket)
  line.setEncoding('utf8').setTimeout(10_000, () => line.destroy(new Error('the monitor is silent')))
  line.write(`{"execute":"qmp_capabilities"}\n${JSON.stringify({ ...command, id: 'asked' })}\n`)
  let text = ''
  for await (const piece of line) {
    text += String(piece)
    const answer = text.split('\r\n').find((each) => each.includes('"id": "asked"'))
    if (answer !== undefined) return answer
  }
  return text
}
