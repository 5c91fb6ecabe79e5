import { viewHref } from '../state/route-store.ts'
import { viewGroups, type View } from '../views/view-registry.ts'
import classes from './navigation.module.css'

export function Navigation({ current }: { current: View }) {
  return (
    <nav className={classes.navigation} aria-label="Views">
      {viewGroups.map((group) => (
        <ul key={group[0].id} className={classes.group}>
          {group.map(({ id, title, Count }) => (
            <li key={id}>
              <a className={classes.entry} href={viewHref(id)} aria-current={id === current.id ? 'page' : undefined}>
                {title}
                {Count !== undefined && (
                  <span className={classes.count}>
                    <Count />
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}
