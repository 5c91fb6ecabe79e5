/** A log as Zeek writes it: the columns, then rows with blanks between the fields. */
export function zeekLog(path: string, fields: string, ...rows: string[]): File {
  const lines = [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${path}`,
    ['#fields', ...fields.split(' ')].join('\t'),
    ...rows.map((row) => row.split(' ').join('\t')),
  ]
  return new File([`${lines.join('\n')}\n`], `${path}.log`)
}
