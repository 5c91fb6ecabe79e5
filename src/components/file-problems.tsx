import { CaptureText } from './capture-text.tsx'
import { formatCount } from './units.ts'
import classes from './file-problems.module.css'

export type FileProblem = {
  file: string
  /** Byte offset in the (unpacked) file. */
  offset: number | null
  packet: number | null
  message: string
  /** Reading stopped there. */
  fatal: boolean
}

/** What is wrong in files: where and why; what was read stands. */
export function FileProblems({ problems }: { problems: readonly FileProblem[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>File</th>
          <th className={classes.number}>Offset</th>
          <th className={classes.number}>Packet</th>
          <th>What was found</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem, at) => (
          // The list only grows: a place in it is a problem's name.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={at}>
            <td>
              <CaptureText text={problem.file} max={40} />
            </td>
            <td className={classes.number}>{problem.offset === null ? '–' : formatCount(problem.offset)}</td>
            <td className={classes.number}>{problem.packet === null ? '–' : formatCount(problem.packet)}</td>
            <td>
              <CaptureText text={problem.message} max={400} />
              {problem.fatal && <strong className={classes.fatal}> Reading stopped here.</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
