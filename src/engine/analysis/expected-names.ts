/** Domains whose names carry data by design, and why that is no threat: products that ask a question in a DNS name. */
const EXPECTED: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        'anti-virus reputation',
        'sophosxl.net sophosxl.com mcafee.com trellix.com e5.sk eset.com trendmicro.com avast.com kaspersky-labs.com kaspersky.com webcfs03.com brightcloud.com bitdefender.net f-secure.com fsapi.com avira.com cloud.fortinet.net',
      ],
      [
        'block list of mail or web',
        'spamhaus.org surbl.org uribl.com barracudacentral.org spamcop.net senderbase.org dnswl.org sorbs.net mailspike.net invaluement.com abuseat.org habeas.com returnpath.com backscatterer.org njabl.org dshield.org abuse.ch dnsbl.info uceprotect.net',
      ],
      ['look-up of networks', 'cymru.com routeviews.org shadowserver.org'],
      [
        'content network',
        'akamai.net akamaihd.net akamaiedge.net akadns.net edgekey.net edgesuite.net cloudfront.net fastly.net cloudflare.net googlevideo.com fbcdn.net azureedge.net trafficmanager.net windows.net amazonaws.com azure.com googleusercontent.com',
      ],
      ['time servers', 'ntp.org'],
    ] as const
  ).flatMap(([reason, domains]) => domains.split(' ').map((domain) => [domain, reason] as const)),
)

/** Why many odd names below a domain are to be expected; null when they are not. */
export function expectedReason(domain: string): string | null {
  for (let rest = domain; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    const reason = EXPECTED.get(rest)
    if (reason !== undefined) return reason
    if (!rest.includes('.')) return null
  }
}

/** Names of block lists: an address backwards before the list's own name (RFC 5782). */
export function isReversedAddress(subdomain: string): boolean {
  return /^(?:\d{1,3}\.){3}\d{1,3}(?:\.|$)/.test(subdomain) || /^(?:[0-9a-f]\.){16,}/.test(subdomain)
}
