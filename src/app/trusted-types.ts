/**
 * The page's only Trusted Types policy: no string becomes markup or script. Mantine writes CSS text through innerHTML
 * (text without '<' cannot open a tag), and the engine's worker starts from a blob of our own.
 */
type PolicyFactory = {
  createPolicy: (
    name: string,
    rules: { createHTML: (text: string) => string | null; createScriptURL: (url: string) => string | null },
  ) => unknown
}

export function lockDown(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => (text.includes('<') ? null : text),
    createScriptURL: (url) => (url.startsWith('blob:') ? url : null),
  })
  // The Content-Security-Policy does not cover these two ways out.
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'])
    Reflect.deleteProperty(globalThis, name)
}
