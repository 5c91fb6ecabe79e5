import type { ComponentType, ReactNode } from 'react'
import { escapeCaptureText } from '../components/escape-text.ts'
import { formatNumberOf } from '../components/units.ts'
import { notOpened } from '../state/capture-store.ts'
import { whyNoHandles } from '../state/file-handles.ts'
import {
  followOpenFiles,
  type FollowingState,
  pauseFollowing,
  resumeFollowing,
  stopFollowing,
  useFollowing,
} from '../state/following.ts'
import classes from './follow-control.module.css'

type ButtonProps = {
  title?: string | undefined
  'aria-disabled'?: boolean | undefined
  'data-disabled'?: boolean | undefined
  onClick?: () => void
  children?: ReactNode
}

const Plain = (props: ButtonProps) => <button type="button" className={classes.button} {...props} />

/** Where no file can be followed it is there as well, and says why. */
export function FollowButton({
  onFollow,
  children,
  Component = Plain,
}: {
  onFollow: () => Promise<void>
  children: ReactNode
  Component?: ComponentType<ButtonProps>
}) {
  const why = whyNoHandles()
  return (
    <Component
      title={
        why ?? 'Reads on what another program adds to the file: a log of Zeek or Suricata, flows as CSV, or a capture'
      }
      aria-disabled={why !== null || undefined}
      data-disabled={why !== null || undefined}
      onClick={() => (why === null ? void onFollow() : notOpened(why))}
    >
      {children}
    </Component>
  )
}

/** What is followed and how it goes, with pause, resume and stop; else the way into it. */
export function FollowControl() {
  const { phase, ...state } = useFollowing()
  if (phase === 'off') return <FollowButton onFollow={followOpenFiles}>Follow</FollowButton>
  return (
    <span className={classes.following}>
      <span className={phase === 'paused' ? classes.resting : classes.lively} aria-hidden />
      <span className={classes.text} title={detailsOf(state)}>
        {phase === 'paused' ? 'Paused: ' : 'Following '}
        {namesOf(state)}
        {state.growth !== null && state.trouble === null && `, ${amountOf(state.growth)}, ${grewAt(state.lastGrew)}`}
      </span>
      {state.trouble !== null && (
        <strong className={classes.trouble} role="alert" title={state.trouble}>
          {escapeCaptureText(state.trouble, 300)}
        </strong>
      )}
      {state.note !== null && state.trouble === null && (
        <span className={classes.note} role="status" title={state.note}>
          {escapeCaptureText(state.note, 300)}
        </span>
      )}
      {phase === 'paused' ? (
        <button type="button" className={classes.button} onClick={() => void resumeFollowing()}>
          Resume
        </button>
      ) : (
        <button type="button" className={classes.button} onClick={pauseFollowing}>
          Pause
        </button>
      )}
      <button type="button" className={classes.button} onClick={() => void stopFollowing()}>
        Stop
      </button>
    </span>
  )
}

type Shown = Omit<FollowingState, 'phase'>

function followedNames({ growth }: Shown): string[] {
  return (growth?.files ?? []).filter(({ state }) => state !== 'refused').map(({ name }) => escapeCaptureText(name, 40))
}

function namesOf(state: Shown): string {
  const names = [...new Set(followedNames(state))]
  return names.length > 1 ? `${names[0]} and ${names.length - 1} more` : (names[0] ?? '…')
}

/** One line a file. */
function detailsOf(state: Shown): string {
  const { growth } = state
  if (growth === null) return ''
  return growth.files
    .map(({ name, state: how, why }) => {
      const shown = escapeCaptureText(name, 100)
      return how === 'followed' ? shown : `${shown}: ${how === 'refused' ? 'not followed, ' : ''}${why ?? ''}`
    })
    .join('\n')
}

function amountOf({ packets, rows }: NonNullable<Shown['growth']>): string {
  if (packets > 0 || rows === 0) return formatNumberOf(packets, 'packet')
  return formatNumberOf(rows, 'row')
}

/** By the person's own clock. */
function grewAt(time: number | null): string {
  return time === null ? 'not grown yet' : `last grew ${new Date(time).toTimeString().slice(0, 8)}`
}
