/** The first few of many texts, and how many more there are. */
export function someOf(texts: readonly string[], most = 5): string {
  const rest = texts.length - most
  return rest <= 0 ? texts.join(', ') : `${texts.slice(0, most).join(', ')} and ${rest} more`
}
