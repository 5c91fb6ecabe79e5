import { Button } from '@mantine/core'
import { MiddleText } from '../../components/middle-text.tsx'
import { type FieldValue, protocolValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { Amounts } from './amounts.tsx'
import type { PlacedLink } from './graph-layout.ts'
import classes from './graph-view.module.css'

/** The numbers of a link. */
export function LinkCard(props: {
  link: PlacedLink
  value: FieldValue | null
  valueOf: (id: string) => FieldValue | null
  onHide: (link: PlacedLink) => void
}) {
  const { link, valueOf } = props
  return (
    <section className={classes.card} aria-label="Link">
      <h2>
        <ValueHandle value={valueOf(link.source.id)}>
          <MiddleText text={link.source.id} />
        </ValueHandle>
        <span aria-label="to">→</span>
        <ValueHandle value={valueOf(link.target.id)}>
          <MiddleText text={link.target.id} />
        </ValueHandle>
      </h2>
      <div className={classes.actions}>
        <Button
          size="compact-xs"
          variant="default"
          title="Its ends stay; key H while it is selected"
          onClick={() => props.onHide(link)}
        >
          Hide the link
        </Button>
      </div>
      <p>
        {link.services.map((service, at) => (
          <span key={service}>
            {at > 0 && ', '}
            <ValueHandle value={protocolValue(service)}>{service}</ValueHandle>
          </span>
        ))}
        {link.services.length === 0 && 'No application protocol recognised'}
      </p>
      <Amounts of={link} value={props.value} />
    </section>
  )
}
