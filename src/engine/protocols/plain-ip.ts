import { plain } from '../dissect/plain.ts'

/** Protocols over IP of which nothing is read but that they are there, by IP protocol number (IANA "Protocol Numbers"). */
export const plainIp = {
  9: plain('igrp', 12),
  36: plain('xtp', 32),
  46: plain('rsvp', 8),
  48: plain('dsr', 4),
  53: plain('swipe', 4),
  54: plain('nhrp', 20),
  83: plain('vines_frp', 4),
  88: plain('eigrp', 20),
  112: plain('vrrp', 8),
  134: plain('rsvp-e2ei', 8),
  139: plain('hip', 40),
  140: plain('shim6', 8),
  173: plain('ax4000', 8),
} as const

/** What only other dissectors call: the multicast protocols that IGMP hands on. */
export const plainNamed = [
  plain('dvmrp', 8),
  plain('msnip', 8),
  plain('mrdisc', 4),
  plain('igap', 16),
  plain('rgmp', 8),
] as const
