/** One a certificate of every visible Certificate handshake message; see reference/format.md. */
export type Certificate = {
  frame: number
  src: string
  srcport: number
  dst: string
  dstport: number
  transport: string
  index: number
  subject_cn: string | null
  issuer_cn: string | null
  subject: string | null
  issuer: string | null
  not_before: string | null
  not_after: string | null
  serial: string | null
  san: string[]
  sha256: string | null
}
