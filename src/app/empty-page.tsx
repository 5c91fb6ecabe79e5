import { Button } from '@mantine/core'
import { Mark } from '../components/icons.tsx'
import { notOpened, openFiles, useCapture } from '../state/capture-store.ts'
import { followPickedFiles } from '../state/following.ts'
import { FollowButton } from './follow-control.tsx'
import { useFilePicker } from './open-files.tsx'
import { samples, type Sample } from './samples.ts'
import classes from './empty-page.module.css'

export function EmptyPage() {
  const { pickFiles, pickFolder, inputs } = useFilePicker(false)
  const failure = useCapture((state) => state.failure)
  const notice = useCapture((state) => state.notice)
  const openSample = async (sample: Sample) => {
    try {
      await openFiles([await sample.load()])
    } catch (error) {
      notOpened(`The sample could not be unpacked: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <div className={classes.empty}>
      <div className={classes.zone}>
        <Mark />
        <h1>Drop a capture anywhere on this page</h1>
        <p>pcap and pcapng, plain or packed with gzip or zstd. Several files together are one capture in time order.</p>
        <div className={classes.actions}>
          <Button variant="filled" onClick={pickFiles}>
            Open files
          </Button>
          <Button onClick={pickFolder}>Open a folder</Button>
          <FollowButton onFollow={followPickedFiles} Component={Button}>
            Follow a growing file
          </FollowButton>
          {samples.map((sample) => (
            <Button key={sample.name} onClick={() => void openSample(sample)} title={sample.name}>
              {sample.title}
            </Button>
          ))}
        </div>
        {(failure ?? notice) !== null && (
          <p className={classes.problem} role="alert">
            {failure ?? notice}
          </p>
        )}
        {inputs}
      </div>
      <p className={classes.promise}>
        Everything happens in this tab. The page&apos;s own policy forbids every connection, so nothing can leave this
        computer, and nothing of a capture is kept when the tab closes.
      </p>
    </div>
  )
}
