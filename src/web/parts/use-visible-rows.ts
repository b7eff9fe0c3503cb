import { type RefObject, useLayoutEffect, useState } from 'react'

/** Rows beyond the edge that are drawn all the same, so that scrolling shows no gap. */
const spare = 12

type Range = { readonly first: number; readonly end: number }

/** Which of many rows of one height can be seen: only those have to be drawn. */
export function useVisibleRows(body: RefObject<HTMLElement | null>, count: number, rowHeight: number): Range {
  const [range, setRange] = useState<Range>({ first: 0, end: 60 })
  useLayoutEffect(() => {
    const scroller = scrollerOf(body.current)
    const look = () => {
      if (!body.current) return
      const top = body.current.getBoundingClientRect().top - (scroller?.getBoundingClientRect().top ?? 0)
      const height = scroller?.clientHeight ?? innerHeight
      const first = Math.max(0, Math.floor(-top / rowHeight) - spare)
      const end = Math.min(count, Math.ceil((height - top) / rowHeight) + spare)
      setRange((before) => (before.first === first && before.end === end ? before : { first, end }))
    }
    look()
    const target = scroller ?? window
    target.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      target.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [body, count, rowHeight])
  return { first: Math.min(range.first, count), end: Math.min(Math.max(range.end, 0), count) }
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let at = element?.parentElement ?? null; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if (overflowY === 'auto' || overflowY === 'scroll') return at
  }
  return null
}
