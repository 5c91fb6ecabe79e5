/** `text` in at most `max` characters, the middle replaced by one '…': both ends of a name tell more than its middle. */
export function cutMiddle(text: string, max: number): string {
  const characters = Array.from(text)
  if (characters.length <= max) return text
  const tail = Math.floor((max - 1) / 2)
  return `${characters.slice(0, max - 1 - tail).join('')}…${characters.slice(characters.length - tail).join('')}`
}
