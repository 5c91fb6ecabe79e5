/**
 * What a page of ours may do. Nothing may be fetched by either build: assets are scripts and styles, the samples are
 * modules. `script` is 'self' for a page with its files beside it, or the hash of the inlined script.
 * @param {string} script
 */
export const contentSecurityPolicy = (script) => {
  const beside = script === "'self'" ? "'self' " : ''
  return [
    "default-src 'none'",
    `script-src ${script}`,
    // Mantine and d3 set styles at run time; without images, fonts and connections a style carries nothing out
    `style-src ${beside}'unsafe-inline'`,
    `img-src ${beside}data: blob:`,
    'font-src data:',
    'worker-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "manifest-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/**
 * First into the head: a policy binds only what comes after it.
 * @param {string} html
 * @param {string} script
 */
export const withPolicy = (html, script) =>
  html.replace(
    /<head>/,
    `<head>\n    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(script)}">`,
  )

/** Headers of the built page over http: the same policy and what a meta tag cannot say. */
export const securityHeaders = {
  'content-security-policy': `${contentSecurityPolicy("'self'")}; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}
