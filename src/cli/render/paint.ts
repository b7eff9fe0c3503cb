import { styleText } from 'node:util'

/** What a colour means, rather than which it is. */
export type Paint = 'good' | 'bad' | 'warning' | 'moving' | 'faint' | 'strong'

const styles = { good: 'green', bad: 'red', warning: 'yellow', moving: 'cyan', faint: 'dim', strong: 'bold' } as const

export type Painter = (text: string, paint: Paint | undefined) => string

export function painter(colors: boolean): Painter {
  if (!colors) return (text) => text
  return (text, paint) =>
    paint === undefined || text === '' ? text : styleText(styles[paint], text, { validateStream: false })
}
