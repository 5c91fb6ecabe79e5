import { useCallback, useState } from 'react'

export type Size = { width: number; height: number }

/** The size of an element, followed: `const [ref, size] = useSize()`. 0 × 0 before the first measure. */
export function useSize(): [(element: Element | null) => (() => void) | undefined, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const ref = useCallback((element: Element | null) => {
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect
      setSize((former) => (former.width === width && former.height === height ? former : { width, height }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size]
}
