/** CloudShark's /stats/hierarchy: one node a protocol at its place below the link layer. */
export type HierarchyNode = {
  proto: string
  frames: number
  bytes: number
  /** Frames and bytes of which this protocol is the last layer (Wireshark's End Packets, End Bytes). */
  end_frames: number
  end_bytes: number
  protos?: HierarchyNode[]
}
