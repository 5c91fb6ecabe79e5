/** The captures in public/samples, as functions that make their File (vite.config.ts, `?capture`). */
const loaders = import.meta.glob<() => Promise<File>>('../../public/samples/*.{pcap,pcapng}', {
  query: '?capture',
  import: 'default',
})

export type Sample = { name: string; load: () => Promise<File> }

export const samples: readonly Sample[] = Object.entries(loaders).map(([path, load]) => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  load: async () => (await load())(),
}))
