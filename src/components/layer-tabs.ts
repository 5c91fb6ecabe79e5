/** The layers at which Wireshark counts endpoints and conversations, with its tab labels. */
export const layerTabs = [
  { id: 'eth', label: 'Ethernet' },
  { id: 'ip', label: 'IPv4' },
  { id: 'ipv6', label: 'IPv6' },
  { id: 'tcp', label: 'TCP' },
  { id: 'udp', label: 'UDP' },
] as const

export type LayerTab = (typeof layerTabs)[number]['id']

/** The tab to begin with: IPv4 where there is any, else the first that has rows. */
export function firstLayer(counts: Readonly<Record<LayerTab, number | undefined>>): LayerTab {
  const order: readonly LayerTab[] = ['ip', 'ipv6', 'eth', 'tcp', 'udp']
  return order.find((id) => (counts[id] ?? 0) > 0) ?? 'ip'
}
