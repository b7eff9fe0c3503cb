type Styles = Disposable & {
  readonly document: Document
  /** Parts of xterm.js go to the document of the page all the same; as long as `work` takes, it is like the other. */
  readonly during: (work: () => void) => void
}

/**
 * xterm.js writes rules into `style` elements, and colours into `style` attributes, neither of which a page heeds that
 * allows only styles from its own address. This is a document that gives it elements which do the same by script, which
 * is allowed. Disposing takes the rules out again.
 */
export function documentWithoutInlineStyles(document: Document): Styles {
  const all = new DisposableStack()
  const createElement = (name: string): HTMLElement => {
    if (name === 'style') return standIn(document, all)
    const element = Document.prototype.createElement.call(document, name)
    if (name === 'span') element.setAttribute = setByScript
    return element
  }
  const proxy = new Proxy(document, {
    get: (target, key) => {
      if (key === 'createElement') return createElement
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  })
  const during = (work: () => void): void => {
    const own = Object.getOwnPropertyDescriptor(document, 'createElement')
    Object.defineProperty(document, 'createElement', { value: createElement, configurable: true })
    try {
      work()
    } finally {
      if (own) Object.defineProperty(document, 'createElement', own)
      else Reflect.deleteProperty(document, 'createElement')
    }
  }
  return { document: proxy, during, [Symbol.dispose]: () => all.dispose() }
}

function setByScript(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value
  else Element.prototype.setAttribute.call(this, name, value)
}

/** Its text becomes the rules of a style sheet. */
function standIn(document: Document, all: DisposableStack): HTMLElement {
  const element = Document.prototype.createElement.call(document, 'div')
  element.hidden = true
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets.push(sheet)
  const observer = new MutationObserver(() => sheet.replaceSync(element.textContent))
  observer.observe(element, { childList: true, characterData: true, subtree: true })
  all.defer(() => {
    observer.disconnect()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  })
  return element
}
