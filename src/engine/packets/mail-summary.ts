import type { LayerSummary, LayerValues } from './layer-values.ts'

const words = (layer: LayerValues, ...names: string[]) =>
  names
    .map((name) => layer.all(name).join(' | '))
    .filter((text) => text !== '')
    .join(' ')

/** RFC 5321: 'C: ' for what the client says, 'S: ' for the server. */
export const smtpSummary: LayerSummary = (smtp) => {
  if (smtp.isSet('smtp.rsp')) {
    const code = smtp.first('smtp.response.code')
    const lines = smtp.all('smtp.rsp.parameter')
    return { text: `S: ${code}${lines.length > 1 ? '-' : ' '}${lines.join(' | ')}` }
  }
  const text = words(smtp, 'smtp.req.command', 'smtp.req.parameter')
  return text === '' ? null : { text: `C: ${text}` }
}

/** RFC 959. */
export const ftpSummary: LayerSummary = (ftp) => {
  if (ftp.isSet('ftp.response')) return { text: `Response: ${words(ftp, 'ftp.response.code', 'ftp.response.arg')}` }
  return { text: `Request: ${words(ftp, 'ftp.request.command', 'ftp.request.arg')}` }
}
