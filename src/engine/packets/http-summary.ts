import type { LayerSummary } from './layer-values.ts'

const LABELS: Readonly<Record<string, string>> = { http: 'HTTP', ssdp: 'SSDP' }

/** RFC 9112: the first line of the message; of a response with a body also its media type. */
export const httpSummary: LayerSummary = (http) => {
  const protocol = LABELS[http.name] ?? 'HTTP'
  const method = http.first('http.request.method')
  const type = http.first('http.content_type').split(';', 1)[0].trim().toLowerCase()
  const length = http.first('http.content_length_header')
  const body = type === '' || length === '0' ? '' : ` (${type})`
  if (method !== '') {
    const line = `${method} ${http.first('http.request.uri')} ${http.first('http.request.version')} `
    return { protocol, text: length === '' ? line : line + body }
  }
  const code = http.first('http.response.code')
  if (code === '') return { protocol, text: 'Continuation' }
  return {
    protocol,
    text: `${http.first('http.response.version')} ${code} ${http.first('http.response.phrase')} ${body}`,
  }
}
