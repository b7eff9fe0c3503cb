import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Terminal } from '@xterm/xterm'
import type { ConsoleConnection, TerminalSize } from '../../sdk/client.ts'
import { documentWithoutInlineStyles } from './without-inline-styles.ts'

/** Lines that can be scrolled back to. */
const scrollback = 5000

/** A terminal on the page. What the guest writes is drawn as characters and never becomes a part of the page. */
export class ConsoleTerminal implements Disposable {
  readonly #terminal: Terminal
  readonly #search = new SearchAddon()
  readonly #fit = new FitAddon()
  readonly #resizes: ResizeObserver
  readonly #styles = documentWithoutInlineStyles(document)

  constructor(place: HTMLElement, label: string) {
    this.#terminal = new Terminal({
      scrollback,
      convertEol: false,
      // A canvas measures it, which knows no custom properties.
      fontFamily: getComputedStyle(place).fontFamily,
      fontSize: 14,
      screenReaderMode: false,
      // A guest may not change the title of anything, nor open links.
      linkHandler: { activate: () => undefined },
      theme: { background: '#101418', foreground: '#e6e8ea', cursor: '#7fd4ff', selectionBackground: '#2f5f80' },
      documentOverride: this.#styles.document,
    })
    this.#terminal.loadAddon(this.#fit)
    this.#terminal.loadAddon(this.#search)
    this.#terminal.attachCustomKeyEventHandler((event) => !leave(event))
    this.#styles.during(() => this.#terminal.open(place))
    this.#terminal.textarea?.setAttribute('aria-label', label)
    this.#fit.fit()
    this.#resizes = new ResizeObserver(() => this.#fit.fit())
    this.#resizes.observe(place)
    this.#terminal.focus()
  }

  get size(): TerminalSize {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows }
  }

  /** Shows what comes and sends what is typed, until the connection ends. */
  async serve(connection: ConsoleConnection): Promise<void> {
    const encoder = new TextEncoder()
    using typing = new DisposableStack()
    const typed = this.#terminal.onData((text) => void connection.write(encoder.encode(text)).catch(() => undefined))
    const resized = this.#terminal.onResize(({ cols, rows }) => {
      void connection.resize({ columns: cols, rows }).catch(() => undefined)
    })
    typing.defer(() => (typed.dispose(), resized.dispose()))
    // Waiting for the drawing holds the guest up when it writes faster than can be shown.
    for await (const bytes of connection.output) await this.#write(bytes)
  }

  find(text: string, direction: 'next' | 'previous'): void {
    if (direction === 'next') this.#search.findNext(text)
    else this.#search.findPrevious(text)
  }

  /** What is selected, or everything. */
  async copy(): Promise<void> {
    const terminal = this.#terminal
    const hadSelection = terminal.hasSelection()
    if (!hadSelection) terminal.selectAll()
    const text = terminal.getSelection()
    if (!hadSelection) terminal.clearSelection()
    await navigator.clipboard.writeText(text)
  }

  async paste(): Promise<void> {
    this.#terminal.paste(await navigator.clipboard.readText())
    this.#terminal.focus()
  }

  [Symbol.dispose](): void {
    this.#resizes.disconnect()
    this.#terminal.dispose()
    this.#styles[Symbol.dispose]()
  }

  #write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#terminal.write(bytes, resolve)
    })
  }
}

/** The guest gets Tab and Escape, so that leaving needs a combination of its own. */
function leave(event: KeyboardEvent): boolean {
  if (event.type !== 'keydown' || event.key !== 'Escape' || !event.ctrlKey || !event.shiftKey) return false
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  return true
}
