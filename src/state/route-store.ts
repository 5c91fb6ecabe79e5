import { create } from 'zustand'

/** What a view shows of its own, by name: `field`, `tab` … */
export type RouteOptions = ReadonlyMap<string, string>

/** Names in the address that say what is selected: no view's own. */
const OF_SELECTION = new Set(['expression', 'off', 'from', 'to'])

/** Which view is shown, from the address: `#/endpoints`. An unknown or empty name is the first view's matter. */
export const useRoute = create<{ view: string; options: RouteOptions }>(() => {
  const hash = globalThis.location?.hash ?? ''
  return { view: viewOf(hash), options: optionsOf(hash) }
})

export function viewOf(hash: string): string {
  return /^#\/([a-z-]+)(?:$|\?)/.exec(hash)?.[1] ?? 'overview'
}

export function optionsOf(hash: string): RouteOptions {
  const query = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?') + 1) : '')
  return new Map([...query].filter(([name, value]) => !OF_SELECTION.has(name) && value !== ''))
}

/** Shows a view, and of it what the options say; the selection stays as it is. It is a step of the browser's history. */
export function showView(view: string, options: RouteOptions = new Map()): void {
  useRoute.setState({ view, options })
}

/** Address of a view within the page, for links; the selection stays as it is. */
export function viewHref(view: string): string {
  return `#/${view}`
}
