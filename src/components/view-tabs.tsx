import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCount } from './units.ts'
import classes from './view-tabs.module.css'

export type ViewTab<Id extends string> = {
  id: Id
  label: string
  /** Wireshark's "TCP · 128"; undefined = not known yet. */
  count?: number | undefined
}

/** Tabs of a view; `children` is the panel of the one that is open. `aside` stands at the right end of the row. */
export function ViewTabs<Id extends string>(props: {
  label: string
  tabs: readonly ViewTab<Id>[]
  value: Id
  onChange: (id: Id) => void
  aside?: ReactNode
  children: ReactNode
}) {
  const { tabs, value, onChange } = props
  const open = (id: string | null) => {
    const tab = tabs.find((tab) => tab.id === id)
    if (tab !== undefined) onChange(tab.id)
  }
  return (
    <div className={classes.frame}>
      <Tabs value={value} onChange={open} className={classes.tabs} keepMounted={false}>
        <div className={classes.row}>
          <Tabs.List aria-label={props.label} className={classes.list}>
            {tabs.map(({ id, label, count }) => (
              <Tabs.Tab key={id} value={id} className={classes.tab} data-none={count === 0 || undefined}>
                {count === undefined ? label : `${label} · ${formatCount(count)}`}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {props.aside !== undefined && <div className={classes.aside}>{props.aside}</div>}
        </div>
        {tabs.map(({ id }) => (
          <Tabs.Panel key={id} value={id} className={classes.panel}>
            {id === value && props.children}
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  )
}
