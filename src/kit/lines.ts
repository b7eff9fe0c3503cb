/**
 * Cuts a byte stream (UTF-8) into lines at each LF, however the bytes were packed. A last line without its end is given
 * too. A line may be as long as the stream: limit the stream.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    const cut = rest.split('\n')
    rest = cut.pop() ?? ''
    yield* cut
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}
