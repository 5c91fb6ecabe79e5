import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import classes from './view-boundary.module.css'

/** What goes wrong in a view stays in it: the rest of the page goes on. */
export class ViewBoundary extends Component<{ children: ReactNode }, { failure: string | null }> {
  override state: { failure: string | null } = { failure: null }

  static getDerivedStateFromError(error: unknown) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    if (this.state.failure === null) return this.props.children
    return (
      <div className={classes.failure} role="alert">
        <h2>This view stopped</h2>
        <p>{this.state.failure}</p>
        <Button onClick={() => this.setState({ failure: null })}>Show it again</Button>
      </div>
    )
  }
}
