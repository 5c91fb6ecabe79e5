import { expect, test } from 'vitest'
import { stackMaximum, stackPaths } from './stack-paths.ts'

test('bars stand on the bars of the series before', () => {
  const paths = stackPaths(
    [
      [1, 0],
      [2, 3],
    ],
    2,
    (bin) => bin * 2,
    (value) => 10 - value,
  )
  expect(paths).toEqual(['M0.0 10.0H2.0V9.0H0.0Z', 'M0.0 9.0H2.0V7.0H0.0ZM2.0 10.0H4.0V7.0H2.0Z'])
})

test('wide bars leave a hairline between them', () => {
  expect(
    stackPaths(
      [[1]],
      1,
      (bin) => bin * 8,
      (value) => 4 - value,
    ),
  ).toEqual(['M0.0 4.0H7.0V3.0H0.0Z'])
})

test('the highest stack counts every series', () => {
  expect(
    stackMaximum(
      [
        [1, 5, 0],
        [2, 0, 6],
      ],
      3,
    ),
  ).toBe(6)
})
