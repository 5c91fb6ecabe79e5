const LONGEST_EXPRESSION = 60
const LONGEST_BASE = 80

/**
 * The name of an exported file, which says what was selected: 'intrusion ip.src_192.0.2.1 and tls.pcapng'. Only
 * characters that every file system takes.
 */
export function exportName(
  files: readonly { readonly name: string }[],
  selection: {
    expression?: string | undefined
    timeRange?: { from: string | number; to: string | number } | undefined
  },
  what: string,
  extension: string,
): string {
  const [first] = files
  const base = safe(stem(first?.name ?? '')).slice(0, LONGEST_BASE) || 'capture'
  const more = files.length > 1 ? ` and ${files.length - 1} more` : ''
  const expression = safe(selection.expression ?? '').slice(0, LONGEST_EXPRESSION)
  const { timeRange } = selection
  const times = timeRange === undefined ? '' : `${clock(timeRange.from)}-${clock(timeRange.to)}`
  const parts = [base + more, what, expression, times]
  return `${parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')}.${extension}`
}

/** Without folders and the extensions of captures, logs and compression. */
function stem(name: string): string {
  const base = name.replace(/^.*[/\\]/, '')
  return base.replace(/(\.(gz|zst|pcap|pcapng|cap|dmp|log|json|csv))+$/i, '')
}

/** Words and signs that mean nothing to a file system or a shell. */
function safe(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._+@=,-]+/gu, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s-]+/, '')
    .replace(/[_\s]+$/, '')
}

/** '20261121T024515Z' of seconds since 1970. */
function clock(seconds: string | number): string {
  const date = new Date(Math.floor(Number(seconds)) * 1000)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/[-:]|\.\d+/g, '')
}
