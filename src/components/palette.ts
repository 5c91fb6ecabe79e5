/**
 * The one registry of colours that mean something. Protocols keep their colour in timeline, hierarchy, graph and grids.
 * Eight hues told apart by the colour blind (after Okabe and Ito, tuned for 3:1 on both surfaces); what is alike by kind
 * shares a hue, and everything drawn also carries its name. CSS: `var(--hue-blue)` …, defined for light and dark in
 * tokens.css.
 */
export type Hue = 'blue' | 'sky' | 'green' | 'olive' | 'orange' | 'red' | 'pink' | 'violet' | 'grey'

const HUES: Record<Hue, string> = {
  blue: 'var(--hue-blue)',
  sky: 'var(--hue-sky)',
  green: 'var(--hue-green)',
  olive: 'var(--hue-olive)',
  orange: 'var(--hue-orange)',
  red: 'var(--hue-red)',
  pink: 'var(--hue-pink)',
  violet: 'var(--hue-violet)',
  grey: 'var(--hue-grey)',
}

const PROTOCOL_HUES = new Map<string, Hue>([
  ['eth', 'grey'],
  ['ethertype', 'grey'],
  ['sll', 'grey'],
  ['wlan', 'grey'],
  ['wlan_radio', 'grey'],
  ['radiotap', 'grey'],
  ['raw', 'grey'],
  ['null', 'grey'],
  ['frame', 'grey'],
  ['data', 'grey'],
  ['other', 'grey'],
  ['ip', 'grey'],
  ['ipv6', 'grey'],
  ['tcp', 'violet'],
  ['udp', 'sky'],
  ['sctp', 'violet'],
  ['tls', 'blue'],
  ['dtls', 'blue'],
  ['ssh', 'blue'],
  ['esp', 'blue'],
  ['wg', 'blue'],
  ['quic', 'green'],
  ['gquic', 'green'],
  ['http3', 'green'],
  ['http', 'olive'],
  ['http2', 'olive'],
  ['ssdp', 'olive'],
  ['websocket', 'olive'],
  ['dns', 'orange'],
  ['mdns', 'orange'],
  ['llmnr', 'orange'],
  ['nbns', 'orange'],
  ['arp', 'pink'],
  ['icmp', 'pink'],
  ['icmpv6', 'pink'],
  ['igmp', 'pink'],
  ['dhcp', 'pink'],
  ['dhcpv6', 'pink'],
  ['ntp', 'pink'],
  ['snmp', 'pink'],
  ['stp', 'pink'],
  ['lldp', 'pink'],
  ['smb', 'red'],
  ['smb2', 'red'],
  ['nbss', 'red'],
  ['ftp', 'red'],
  ['ftp-data', 'red'],
  ['telnet', 'red'],
  ['smtp', 'red'],
  ['_ws.malformed', 'red'],
  ['_ws.short', 'red'],
  ['rtp', 'sky'],
  ['rtcp', 'sky'],
  ['stun', 'sky'],
  ['sip', 'sky'],
])

const REST: readonly Hue[] = ['sky', 'green', 'olive', 'orange', 'pink', 'violet', 'blue', 'red']

/** The hue of a protocol by Wireshark's name: fixed for the known ones, for others always the same by their name. */
export function protocolHue(protocol: string): Hue {
  const known = PROTOCOL_HUES.get(protocol)
  if (known !== undefined) return known
  let hash = 0
  for (let at = 0; at < protocol.length; at++) hash = (hash * 31 + protocol.charCodeAt(at)) >>> 0
  return REST[hash % REST.length]
}

/** CSS colour of a protocol, for `style` and SVG. */
export function protocolColor(protocol: string): string {
  return HUES[protocolHue(protocol)]
}

/**
 * Colours for a stack of series: two neighbours of one hue would run together, so a hue that is taken goes on in its
 * lighter and darker shades.
 */
export function seriesColors(protocols: readonly string[]): string[] {
  const taken = new Map<Hue, number>()
  return protocols.map((protocol) => {
    const hue = protocolHue(protocol)
    const times = taken.get(hue) ?? 0
    taken.set(hue, times + 1)
    if (times === 0) return HUES[hue]
    const toward = times % 2 === 1 ? 'var(--surface)' : 'var(--ink)'
    return `color-mix(in oklab, ${HUES[hue]} ${Math.max(40, 70 - 12 * Math.floor((times - 1) / 2))}%, ${toward})`
  })
}

/** CSS colours resolved to what a canvas understands, in the theme that `element` is in. */
export function resolveColor(element: Element, color: string): string {
  const probe = element.ownerDocument.createElement('span')
  probe.style.color = color
  probe.style.display = 'none'
  element.append(probe)
  const resolved = getComputedStyle(probe).color
  probe.remove()
  return resolved
}

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info'

/** Colour, mark and word: never the colour alone. */
export const severities: Record<Severity, { color: string; mark: string; label: string }> = {
  critical: { color: 'var(--severity-high)', mark: '■', label: 'Critical' },
  high: { color: 'var(--severity-high)', mark: '▲', label: 'High' },
  medium: { color: 'var(--severity-medium)', mark: '◆', label: 'Medium' },
  low: { color: 'var(--severity-low)', mark: '●', label: 'Low' },
  info: { color: 'var(--severity-note)', mark: '○', label: 'Info' },
}
