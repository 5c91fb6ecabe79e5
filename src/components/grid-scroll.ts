import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type RefObject } from 'react'

export const ROW_HEIGHT = 24
/** Browsers clamp the height of an element (Chromium at 33.5 M px) or drop it (Firefox beyond 17 M): stay below both. */
export const MAX_HEIGHT = 12_000_000

export type GridScroll = {
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>
  /** Height of the scrolled content in real pixels. */
  height: number
  /** Real top of a row in the scrolled content. */
  top: (index: number) => number
  /** Scrolls no further than it takes to see the whole row. */
  showRow: (index: number) => void
}

/**
 * Row virtualisation of lists of any length: beyond MAX_HEIGHT the scrollbar is scaled, while the wheel and the keys
 * still move by rows. The virtualizer counts in rows' own pixels, the element in real ones.
 */
export function useGridScroll(scroller: RefObject<HTMLDivElement | null>, total: number): GridScroll {
  const wanted = total * ROW_HEIGHT
  const height = Math.min(wanted, MAX_HEIGHT)
  const ratio = useRef(1)
  // The header sticks inside the scroller and hides so much of it.
  const viewport = (scroller.current?.clientHeight ?? 0) - ROW_HEIGHT
  ratio.current = wanted > height && height > viewport ? (wanted - viewport) / (height - viewport) : 1

  // The virtualizer changes in place; this project is not built with the compiler that would mind.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    observeElementOffset: (_instance, report) => {
      const element = scroller.current
      if (element === null) return
      const listen = () => report(element.scrollTop * ratio.current, false)
      listen()
      element.addEventListener('scroll', listen, { passive: true })
      return () => element.removeEventListener('scroll', listen)
    },
    scrollToFn: (offset) => {
      scroller.current?.scrollTo({ top: offset / ratio.current })
    },
  })

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const wheel = (event: WheelEvent) => {
      if (ratio.current === 1 || event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      const step = event.deltaMode === 1 ? ROW_HEIGHT : event.deltaMode === 2 ? element.clientHeight : 1
      const real = (event.deltaY * step) / ratio.current
      element.scrollTop += Math.abs(real) < 1 ? Math.sign(real) : real
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [scroller])

  const offset = virtualizer.scrollOffset ?? 0
  const top = (index: number) =>
    ratio.current === 1 ? index * ROW_HEIGHT : index * ROW_HEIGHT - offset + offset / ratio.current
  // The virtualizer's own would stop at the end of the real height.
  const showRow = (index: number) => {
    const element = scroller.current
    if (element === null) return
    const now = element.scrollTop * ratio.current
    const highest = index * ROW_HEIGHT
    const lowest = (index + 2) * ROW_HEIGHT - element.clientHeight
    // Whole pixels, rounded to where the row is.
    if (highest < now) element.scrollTo({ top: Math.floor(highest / ratio.current) })
    else if (lowest > now) element.scrollTo({ top: Math.ceil(lowest / ratio.current) })
  }
  return { virtualizer, height, top, showRow }
}
