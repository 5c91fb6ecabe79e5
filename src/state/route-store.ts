import { create } from 'zustand'

/** Which view is shown, from the address: `#/endpoints`. An unknown or empty name is the first view's matter. */
export const useRoute = create<{ view: string }>(() => ({ view: viewOf(globalThis.location?.hash ?? '') }))

export function viewOf(hash: string): string {
  return /^#\/([a-z-]+)(?:$|\?)/.exec(hash)?.[1] ?? 'overview'
}

/** Address of a view within the page, for links; the selection stays as it is. */
export function viewHref(view: string): string {
  return `#/${view}`
}
