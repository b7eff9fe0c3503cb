/** The parts of noVNC 1.7 that are used (docs/API.md of that package). */
declare module '@novnc/novnc' {
  type Events = {
    readonly connect: CustomEvent<null>
    readonly disconnect: CustomEvent<{ readonly clean: boolean }>
  }
  export default class RFB {
    constructor(place: HTMLElement, url: string, options: { shared: boolean; wsProtocols: string[] })
    background: string
    scaleViewport: boolean
    clipViewport: boolean
    addEventListener<K extends keyof Events>(kind: K, listener: (event: Events[K]) => void): void
    sendKey(keysym: number, code: string, down: boolean): void
    focus(): void
    blur(): void
    disconnect(): void
  }
}
