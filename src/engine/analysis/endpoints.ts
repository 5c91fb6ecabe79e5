export type Endpoint = {
  host: string
  /** tcp and udp only. */
  port?: number
  txf: number
  txb: number
  rxf: number
  rxb: number
  frames: number
  bytes: number
}
