import { Button, TextInput } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Grid } from '../../components/grid.tsx'
import { formatCount, formatNumberOf } from '../../components/units.ts'
import type { Packet } from '../../engine/analysis/packets.ts'
import { callEngine } from '../../state/capture-store.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { type RouteOptions, useRoute } from '../../state/route-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useAnalysis, usePage } from '../../state/use-analysis.ts'
import { packetColumns } from './packet-columns.tsx'
import { PacketPanel } from './packet-panel.tsx'
import { StreamPanel } from './stream-panel.tsx'
import { usePackets } from './use-packets.ts'
import classes from './packets-view.module.css'

type Opened = { kind: 'packet'; number: number } | { kind: 'stream'; session: number }

function openedBy(options: RouteOptions): Opened | null {
  const packet = Number(options.get('packet') ?? Number.NaN)
  const session = Number(options.get('session') ?? Number.NaN)
  if (packet > 0) return { kind: 'packet', number: packet }
  return session > 0 ? { kind: 'stream', session } : null
}

const packetKey = ({ frame }: Packet) => frame

/** Every packet of the selection in Wireshark's columns; one opened shows its fields and bytes, or its stream. */
export function PacketsView() {
  const status = useAnalysis('status', undefined, 'all').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  const columns = useMemo(() => packetColumns(day), [day])
  const total = usePage('packets', {}, { start: 0, length: 0 }).result?.total
  const selection = useSelection((state) => state.selection)
  const asked = useRoute((state) => state.options)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [reveal, setReveal] = useState<{ row: number } | null>(null)
  const [notice, setNotice] = useState('')
  const last = useRef(0)

  // Other views name a packet or a session in the address: `#/packets?packet=12`.
  const [followed, setFollowed] = useState<RouteOptions | null>(null)
  if (followed !== asked) {
    setFollowed(asked)
    const named = openedBy(asked)
    if (named !== null) setOpened(named)
  }
  const named = openedBy(asked)
  const namedPacket = named?.kind === 'packet' ? named.number : null

  const place = useCallback(
    (number: number) => {
      last.current = number
      callEngine('packetPlace', { number, ...selection }).then(
        (row) => {
          if (last.current !== number) return
          setNotice(row === null ? `Packet ${formatCount(number)} is not in what is selected` : '')
          if (row !== null) setReveal({ row })
        },
        () => undefined,
      )
    },
    [selection],
  )
  const show = (number: number) => {
    setOpened({ kind: 'packet', number })
    place(number)
  }
  const first = useRef(place)
  useEffect(() => {
    if (namedPacket !== null) first.current(namedPacket)
  }, [namedPacket])

  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <span role="status">{total === undefined ? '' : formatNumberOf(total, 'packet')}</span>
        <Jump most={status?.frames ?? 0} onJump={show} />
        <span role="status" className={classes.hint}>
          {notice === '' ? 'Enter or a double click opens a packet.' : notice}
        </span>
      </div>
      <div className={classes.grid}>
        <Grid
          label="Packets"
          columns={columns}
          {...usePackets()}
          rowKey={packetKey}
          reveal={reveal}
          onSelect={(row) => {
            if (row === null || opened?.kind !== 'packet') return
            last.current = row.frame
            setOpened({ kind: 'packet', number: row.frame })
          }}
          onOpen={({ frame }) => {
            const isOpen = opened?.kind === 'packet' && opened.number === frame
            last.current = frame
            setNotice('')
            setOpened(isOpen ? null : { kind: 'packet', number: frame })
          }}
          empty={useEmptyText('No packets in what is selected. Records of logs are no packets.')}
        />
      </div>
      {opened?.kind === 'packet' && (
        <PacketPanel
          number={opened.number}
          onShow={show}
          onFollow={(session) => setOpened({ kind: 'stream', session })}
          onClose={() => setOpened(null)}
        />
      )}
      {opened?.kind === 'stream' && <StreamPanel session={opened.session} onClose={() => setOpened(null)} />}
    </div>
  )
}

/** Goes to a packet by its number, whatever is selected. */
function Jump({ most, onJump }: { most: number; onJump: (number: number) => void }) {
  const [text, setText] = useState('')
  const number = Number(text.replaceAll(/[\s,.]/g, ''))
  const isRight = Number.isInteger(number) && number >= 1 && number <= most
  return (
    <form
      className={classes.jump}
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) onJump(number)
      }}
    >
      <TextInput
        aria-label="Packet number"
        placeholder="Packet number"
        size="xs"
        inputMode="numeric"
        value={text}
        error={text !== '' && !isRight}
        title={most > 0 ? `1 to ${formatCount(most)}` : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" disabled={!isRight}>
        Go to packet
      </Button>
    </form>
  )
}
