export type HttpRequest = {
  frame: number
  src: string
  srcport: number
  dst: string
  dstport: number
  protocol: string
  method: string
  host: string | null
  uri: string | null
  user_agent: string | null
}

export type HttpResponse = {
  frame: number
  src: string
  srcport: number
  dst: string
  dstport: number
  protocol: string
  status: number
  phrase: string | null
  content_type: string | null
}

export type HttpMessages = { requests: HttpRequest[]; responses: HttpResponse[] }

/** A request with its response (null where none was seen). */
export type HttpTransaction = HttpRequest & {
  time: string
  referrer: string | null
  status: number | null
  phrase: string | null
  content_type: string | null
  server: string | null
  response_frame: number | null
  /** Seconds from request to response. */
  response_time: number | null
  request_length: number | null
  response_length: number | null
}
