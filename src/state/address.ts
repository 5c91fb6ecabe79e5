import type { ExpressionPart } from '../engine/expression/parts.ts'
import { hashOf, type Place, placeOf } from './place.ts'
import { type RouteOptions, useRoute, viewOf } from './route-store.ts'
import { checkExpression, prepareExpression } from './search.ts'
import { setSelection, useSelection } from './selection-store.ts'

/** Entries of the browser's history that this page made or has seen have it; a link that was just followed does not. */
const OURS = { capscope: true }
/** A range of time that is moved by keys is one step of the history, not many: milliseconds. */
const SAME_MOVE = 1500

/** The parts of expressions that were applied, so that going back needs no question. */
const known = new Map<string, ExpressionPart[]>()
let adopting = false
let going = false
let wanted = 0
let lastMove = Number.NEGATIVE_INFINITY

/**
 * Keeps the address and the selection the same: each selection is a step that the browser's back and forward walk
 * through, and an address that somebody sends selects the same. Answers how to stop.
 */
export function followAddress(): () => void {
  const record = (add: boolean) => {
    const { parts, timeRange } = useSelection.getState()
    const { view, options } = useRoute.getState()
    const hash = hashOf(view, parts, timeRange, options)
    try {
      if (add && hash !== location.hash) history.pushState(OURS, '', hash)
      else history.replaceState(OURS, '', hash === '#/overview' && location.hash === '' ? undefined : hash)
    } catch {
      // Browsers refuse hundreds of steps in a few seconds; the next one is recorded again.
    }
  }
  const walk = () => {
    const isLink = history.state === null && !location.hash.includes('?')
    if (isLink) {
      goTo(viewOf(location.hash), new Map())
      record(false)
    } else void adopt(placeOf(location.hash)).then((isDone) => isDone && record(false))
  }
  const unsubscribe = useSelection.subscribe((state, former) => {
    known.set(
      state.expression,
      state.parts.filter((part) => part.enabled).map(({ text, loose }) => ({ text, loose })),
    )
    for (const { text, loose } of state.parts) known.set(text, [{ text, loose }])
    if (adopting) return
    const isMove = state.parts === former.parts && state.timeRange !== null && former.timeRange !== null
    const now = performance.now()
    record(!isMove || now - lastMove > SAME_MOVE)
    lastMove = isMove ? now : Number.NEGATIVE_INFINITY
  })
  const unsubscribeRoute = useRoute.subscribe(() => going || record(true))
  addEventListener('hashchange', walk)
  walk()
  return () => {
    unsubscribe()
    unsubscribeRoute()
    removeEventListener('hashchange', walk)
  }
}

/** Shows a view because the address says so: the address stays. */
function goTo(view: string, options: RouteOptions): void {
  going = true
  useRoute.setState({ view, options })
  going = false
}

/** Shows a place. false: another one came between, or its expression is wrong and waits in the search bar. */
async function adopt({ view, options, expression, disabled, timeRange }: Place): Promise<boolean> {
  const own = ++wanted
  goTo(view, options)
  const parts = await partsOf(expression)
  const rest = await Promise.all(disabled.map(partsOf))
  if (own !== wanted) return false
  adopting = true
  setSelection(
    [
      ...(parts ?? []).map((part) => ({ ...part, enabled: true })),
      ...rest.flatMap((found) => found ?? []).map((part) => ({ ...part, enabled: false })),
    ],
    timeRange,
  )
  adopting = false
  if (parts === null) prepareExpression(expression)
  return parts !== null
}

/** null: the expression is wrong. */
async function partsOf(expression: string): Promise<ExpressionPart[] | null> {
  if (expression === '') return []
  const found = known.get(expression)
  if (found !== undefined) return found
  try {
    const check = await checkExpression(expression)
    if (!check.ok) return null
    known.set(expression, check.parts)
    return check.parts
  } catch {
    return null
  }
}
