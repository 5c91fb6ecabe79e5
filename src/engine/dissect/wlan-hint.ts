/** What a capture header knows of the 802.11 frame behind it, passed on in packet.hint. */
export const WLAN_FCS = 1
/** The header is padded to a multiple of four bytes. */
export const WLAN_PADDED = 2

export type WlanHint = { readonly wlan: number }

const hints: readonly WlanHint[] = [{ wlan: 0 }, { wlan: 1 }, { wlan: 2 }, { wlan: 3 }]

export function wlanHint(flags: number): WlanHint {
  return hints[flags & 3]
}

export function wlanFlags(hint: unknown): number {
  return hints.includes(hint as WlanHint) ? (hint as WlanHint).wlan : 0
}
