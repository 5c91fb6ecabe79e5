import type { LayerSummary } from './layer-values.ts'

const LABELS: Readonly<Record<string, string>> = { http: 'HTTP', ssdp: 'SSDP' }

/** RFC 9112: the first line of the message; of a response with a body also its media type. */
export const httpSummary: LayerSummary = (http) => {
  const protocol = LABELS[http.name] ?? 'HTTP'
  const method = http.first('http.request.method')
  if (method !== '')
    return { protocol, text: `${method} ${http.first('http.request.uri')} ${http.first('http.request.version')} ` }
  const code = http.first('http.response.code')
  if (code === '') return { protocol, text: 'Continuation' }
  const line = `${http.first('http.response.version')} ${code} ${http.first('http.response.phrase')} `
  const type = http.first('http.content_type').split(';', 1)[0].trim().toLowerCase()
  return {
    protocol,
    text: type === '' || http.first('http.content_length_header') === '0' ? line : `${line} (${type})`,
  }
}
