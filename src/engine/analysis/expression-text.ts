/** Texts of a capture in expressions of the search bar's grammar. */

/** A text as a string, for fields of Wireshark's and Zeek's, in whose strings a star is a star. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, (c) => `\\${c}`)}"`
}

/** A text as a pattern that fits only itself. */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, (c) => `\\${c}`)
}

/** Lookups of a domain and of everything below it, in any case. */
export function lookupsBelow(domain: string): string {
  return `dns.qry.name matches ${quoted(`(^|\\.)${literalPattern(domain)}$`)}`
}
