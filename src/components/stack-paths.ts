/** One SVG path a series: its bars, stacked on those before it. x(bin) is the left edge of a bin, y(value) its height. */
export function stackPaths(
  series: readonly ArrayLike<number>[],
  bins: number,
  x: (bin: number) => number,
  y: (value: number) => number,
): string[] {
  const base = new Float64Array(bins)
  return series.map((values) => {
    const parts: string[] = []
    for (let bin = 0; bin < bins; bin++) {
      const value = values[bin]
      if (!(value > 0)) continue
      const bottom = y(base[bin])
      base[bin] += value
      const left = x(bin)
      const right = x(bin + 1)
      // A hairline between bars where there is room for it.
      const gap = right - left >= 4 ? 1 : 0
      parts.push(
        `M${left.toFixed(1)} ${bottom.toFixed(1)}H${(right - gap).toFixed(1)}V${y(base[bin]).toFixed(1)}H${left.toFixed(1)}Z`,
      )
    }
    return parts.join('')
  })
}

/** The height of the highest stack. */
export function stackMaximum(series: readonly ArrayLike<number>[], bins: number): number {
  let highest = 0
  for (let bin = 0; bin < bins; bin++) {
    let sum = 0
    for (const values of series) sum += values[bin]
    if (sum > highest) highest = sum
  }
  return highest
}
