import { showView, useRoute } from './route-store.ts'

/** The tab of a view that the address names, else the first, and how to open another: a step of the browser's history. */
export function useTab<Id extends string>(view: string, ids: readonly Id[]): [Id, (id: Id) => void] {
  const asked = useRoute((state) => state.options.get('tab'))
  const tab = ids.find((id) => id === asked) ?? ids[0]
  return [tab, (id) => showView(view, id === ids[0] ? new Map() : new Map([['tab', id]]))]
}
