/** What a media type is, as far as findings tell them apart; null = could be anything. */
export type MediaClass = 'program' | 'script' | 'archive' | 'document' | 'image' | 'media' | 'font' | 'text' | 'applet'

/** Programs and scripts as bytes/media-magic.ts names them, in words. */
export const EXECUTABLES: ReadonlyMap<string, string> = new Map([
  ['application/x-dosexec', 'a Windows program'],
  ['application/x-executable', 'an ELF program'],
  ['application/x-mach-o-executable', 'a macOS program'],
  ['application/x-ms-shortcut', 'a Windows shortcut'],
  ['application/x-java-applet', 'a Java class'],
  ['application/java-archive', 'a Java archive'],
  ['application/x-debian-package', 'a Debian package'],
  ['application/x-rpm', 'an RPM package'],
  ['text/x-shellscript', 'a shell script'],
  ['text/x-python', 'a Python script'],
  ['text/x-perl', 'a Perl script'],
  ['text/x-ruby', 'a Ruby script'],
  ['text/x-php', 'a PHP script'],
  ['text/x-msdos-batch', 'a Windows batch file'],
])

/** By words of the type; the first that fits. */
const CLASSES: readonly (readonly [RegExp, MediaClass])[] = [
  [/^text\/(?:x-(?:shellscript|python|perl|ruby|php|msdos-batch))|x-sh$/, 'script'],
  [/dosexec|x-executable|mach-o|ms-shortcut|debian-package|x-rpm|msdownload|x-msdos-program|x-sharedlib/, 'program'],
  [/java-archive|java-applet|java-vm/, 'applet'],
  [/^image\//, 'image'],
  [/^(?:audio|video)\/|ogg|shockwave|mpegurl/, 'media'],
  [/font/, 'font'],
  [/zip|compressed|x-rar|x-xz|x-tar|gtar/, 'archive'],
  [/pdf|msword|officedocument|ms-excel|ms-powerpoint|opendocument|rtf/, 'document'],
  [/^text\/|json|xml|javascript|ecmascript|urlencoded/, 'text'],
]

export function mediaClass(type: string): MediaClass | null {
  return CLASSES.find(([pattern]) => pattern.test(type))?.[1] ?? null
}
