/** Cuts a byte stream into lines, however the bytes were packed. A last line without its end is given too. */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    const cut = rest.split('\n')
    rest = cut.pop() ?? ''
    yield* cut
  }
  if (rest !== '') yield rest
}
