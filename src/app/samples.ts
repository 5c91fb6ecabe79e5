/** The captures in public/samples, as functions that make their File (vite.config.ts, `?capture`). */
const loaders = import.meta.glob<() => Promise<File>>('../../public/samples/*.{pcap,pcapng}', {
  query: '?capture',
  import: 'default',
})

const TITLES = new Map([
  ['intrusion.pcap', 'Open the sample'],
  ['office.pcapng', 'Open a quiet sample'],
])

export type Sample = { name: string; title: string; load: () => Promise<File> }

export const samples: readonly Sample[] = Object.entries(loaders).map(([path, load]) => ({
  ...named(path.slice(path.lastIndexOf('/') + 1)),
  load: async () => (await load())(),
}))

function named(name: string): { name: string; title: string } {
  return { name, title: TITLES.get(name) ?? `Open the sample ${name}` }
}
