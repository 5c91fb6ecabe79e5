/** Text types of media and the extensions of names that go with them: IANA's registrations, read on 2026-11-21. */
const EXTENSIONS: ReadonlyMap<string, readonly string[]> = new Map(
  [
    'text/html html htm shtml xhtml mhtml',
    'text/css css',
    'text/csv csv',
    'text/javascript js mjs',
    'text/ecmascript es js',
    'text/x-javascript js',
    'text/plain txt text log conf def list in asc md ini cfg sha256 md5',
    'text/markdown md markdown',
    'text/xml xml xsd xsl xslt rss atom wsdl',
    'text/json json',
    'text/x-json json',
    'text/calendar ics ifb',
    'text/vcard vcf vcard',
    'text/x-vcard vcf',
    'text/richtext rtx',
    'text/rtf rtf',
    'text/tab-separated-values tsv',
    'text/troff t tr roff man me ms',
    'text/vtt vtt',
    'text/cache-manifest appcache manifest',
    'text/x-c c cc cxx cpp h hh dic',
    'text/x-python py',
    'text/x-shellscript sh',
    'text/x-perl pl',
    'text/x-msdos-batch bat cmd',
    'text/x-php php',
    'text/x-component htc',
    'text/x-opml opml',
    'text/vnd.wap.wml wml',
    'text/n3 n3',
    'text/turtle ttl',
  ].map((line) => {
    const [type, ...extensions] = line.split(' ')
    return [type, extensions] as const
  }),
)

/** Programs of a server, which may answer anything. */
const PROGRAMS: ReadonlySet<string> = new Set(
  'php php3 php4 php5 phtml asp aspx ashx asmx axd jsp jspx jsf do action cgi pl py rb cfm dll fcgi svc'.split(' '),
)

/**
 * Whether the extension in a request's target contradicts the text type of its response: a page that is asked for as a
 * picture. Targets without an extension say nothing, nor do programs of the server.
 */
export function contradictsTextType(target: string, contentType: string): boolean {
  const extensions = EXTENSIONS.get(contentType.split(';', 1)[0].trim().toLowerCase())
  if (extensions === undefined) return false
  const path = target.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#;]/, 1)[0]
  const extension = /\.([a-z][a-z0-9]{0,7})$/i.exec(path.slice(path.lastIndexOf('/') + 1))?.[1].toLowerCase()
  return extension !== undefined && !extensions.includes(extension) && !PROGRAMS.has(extension)
}
