import { Menu } from '@mantine/core'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { copyText } from '../components/grid-copy.ts'
import { conditionOf, ValueActionsContext, type FieldValue, type ValueActions } from '../components/value-actions.ts'
import { leavesMenu } from '../components/menu-escape.ts'
import { ValueMenuItems } from '../components/value-menu-items.tsx'
import { callEngine } from '../state/capture-store.ts'
import { saveExport } from '../state/exports.ts'
import { showView } from '../state/route-store.ts'
import { applyCondition, combined, prepareExpression } from '../state/search.ts'
import { setTimeRange, useSelection } from '../state/selection-store.ts'
import { isWatched, unwatch, watch } from '../state/watchlist.ts'

type Opened = { value: FieldValue; x: number; y: number; element: HTMLElement }

/** Makes every value on the page a handle, and shows the one menu of them all. */
export function ValueMenuProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const actions = useMemo<ValueActions>(
    () => ({
      apply: (mode, condition) => void applyCondition(mode, condition),
      prepare: (mode, condition) => prepareExpression(combined(mode, condition)),
      preview: combined,
      count: (field) =>
        showView(
          'fields',
          new Map([
            ['tab', 'unique'],
            ['field', field],
          ]),
        ),
      savePackets: (expression) =>
        void saveExport('packets', () => callEngine('exportCapture', { format: 'pcapng', expression })),
      isWatched,
      setWatched: (value, watched) => {
        const condition = conditionOf(value)
        if (watched) watch({ field: value.field, value: value.value, condition })
        else unwatch(condition)
      },
      setTime: (end, time) => void setTime(end, time),
      setSpan: ({ from, to }) => setTimeRange({ from: rounded('from', from), to: rounded('to', to) }),
      // The kit's menu closes at once when it opens while a key is being handled.
      openMenu: (value, x, y, element) => void setTimeout(() => setOpened({ value, x, y, element })),
    }),
    [],
  )
  useEffect(() => {
    if (opened === null) return undefined
    return () => {
      // What an item had opened may have taken the focus once more before it went.
      if (document.activeElement === document.body) opened.element.focus()
    }
  }, [opened])
  const close = ({ element }: Opened) => {
    element.focus()
    setOpened(null)
  }
  return (
    <ValueActionsContext value={actions}>
      {children}
      {opened !== null && (
        <Menu
          key={`${opened.x} ${opened.y}`}
          defaultOpened
          position="bottom-start"
          width={220}
          returnFocus={false}
          closeOnEscape={false}
          onClose={() => close(opened)}
        >
          <Menu.Target>
            <span aria-hidden style={{ position: 'fixed', left: opened.x, top: opened.y }} />
          </Menu.Target>
          <Menu.Dropdown aria-label="Value" onKeyDown={(event) => leavesMenu(event) && close(opened)}>
            <ValueMenuItems value={opened.value} onCopy={(text) => void copyText(text)} />
          </Menu.Dropdown>
        </Menu>
      )}
    </ValueActionsContext>
  )
}

/** Microseconds, rounded outwards: what happened at this time belongs to the range. */
const rounded = (end: 'from' | 'to', time: number) => (end === 'from' ? Math.floor : Math.ceil)(time * 1e6) / 1e6

/** Moves one end of the time range; a new end behind the other one moves that to the end of the capture. */
async function setTime(end: 'from' | 'to', time: number): Promise<void> {
  try {
    const { first_epoch: first, last_epoch: last } = await callEngine('status')
    const range = useSelection.getState().timeRange
    const begin = rounded('from', Number(first ?? time))
    const finish = rounded('to', Number(last ?? time))
    const moved = rounded(end, time)
    const from = end === 'from' ? moved : (range?.from ?? begin)
    const to = end === 'to' ? moved : (range?.to ?? finish)
    if (from <= to) setTimeRange({ from, to })
    else setTimeRange(end === 'from' ? { from, to: finish } : { from: begin, to })
  } catch {
    // The engine is gone: the page says so.
  }
}
