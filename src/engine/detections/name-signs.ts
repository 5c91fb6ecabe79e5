/** What the text of a name says about who made it up. */

/** Bits a character, by how often each occurs (Shannon); dots do not count. 0 for no characters. */
export function entropy(text: string): number {
  const counts = new Map<string, number>()
  let length = 0
  for (const c of text) {
    if (c === '.') continue
    counts.set(c, (counts.get(c) ?? 0) + 1)
    length++
  }
  let bits = 0
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length)
  return bits
}

export function longestLabel(name: string): number {
  return name.split('.').reduce((longest, label) => Math.max(longest, label.length), 0)
}

/** Whether a label looks like the output of an algorithm: long, and hardly pronounceable or mixed with digits. */
export function looksRandom(label: string): boolean {
  if (label.length < 7 || label.startsWith('xn--')) return false
  const digits = label.replace(/\D/g, '').length
  const vowels = label.replace(/[^aeiouy]/g, '').length
  const letters = label.replace(/[^a-z]/g, '').length
  const runs = /[bcdfghjklmnpqrstvwxz]{5}/.test(label)
  const changes = (label.match(/[a-z]\d|\d[a-z]/g) ?? []).length
  return (
    runs ||
    changes >= 3 ||
    (letters > 0 && vowels / letters < 0.2) ||
    (digits >= 3 && changes >= 2) ||
    entropy(label) >= 3.6
  )
}
