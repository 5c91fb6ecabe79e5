import { FileProblems, type FileProblem } from '../../components/file-problems.tsx'
import classes from './nothing-read.module.css'

/** In place of the overview when no packet could be read: what was found instead of a capture, and where. */
export function NothingRead({ problems }: { problems: readonly FileProblem[] }) {
  return (
    <div className={classes.nothing} role="alert">
      <h2>Nothing could be read</h2>
      {problems.length > 0 ? <FileProblems problems={problems.slice(0, 200)} /> : <p>The files hold no packets.</p>}
      <p>
        Capscope reads pcap and pcapng, also packed with gzip or zstd, and tells them by their content, not by their
        name. Drop other files on this page, or add them with the plus sign above.
      </p>
    </div>
  )
}
