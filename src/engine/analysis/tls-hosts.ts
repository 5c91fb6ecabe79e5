export type ClientHello = {
  frame: number
  src: string
  srcport: number
  dst: string
  dstport: number
  transport: string
  sni: string | null
  version: string
  supported_versions: string[]
  alpn: string[]
  ja3: string
  ja4: string
}

export type ServerHello = {
  frame: number
  src: string
  srcport: number
  dst: string
  dstport: number
  transport: string
  version: string
  selected_version: string | null
  cipher: string
  alpn: string | null
  ja3s: string
}

export type TlsHellos = { client_hellos: ClientHello[]; server_hellos: ServerHello[] }

/** One a server name (or address where no name was sent), over TLS, QUIC and DTLS. */
export type TlsHost = {
  /** Server name; null = none was sent. */
  name: string | null
  /** Server addresses, at most 10. */
  servers: string[]
  clients: number
  /** Client hellos. */
  hellos: number
  /** Frames and bytes of the sessions that begin with these hellos. */
  frames: number
  bytes: number
  /** 'TLS 1.3' …, most frequent first. */
  versions: string[]
  ciphers: string[]
  transports: string[]
  alpn: string[]
  ja3: string[]
  ja4: string[]
  ja3s: string[]
  /** Common name of the leaf certificate, where one is visible. */
  certificate: string | null
  first_frame: number
  first_time: string
}
