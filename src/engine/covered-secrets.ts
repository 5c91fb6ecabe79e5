/** What stands for a secret, whatever its length. */
const COVER = '••••••••'

/** A row without its secret; null stays null: the protocol hides it. */
export function covered<R extends { secret: string | null }>(row: R): R {
  return row.secret === null ? row : { ...row, secret: COVER }
}
