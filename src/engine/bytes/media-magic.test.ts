import { expect, test } from 'vitest'
import { mediaTypeOf } from './media-magic.ts'

const of = (...parts: (string | number[])[]) => {
  const bytes = Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part)),
  )
  return mediaTypeOf(bytes, 0, bytes.length)
}
const zeros = (count: number) => Array.from({ length: count }, () => 0)

/** Types as libmagic and Zeek name them. */
test.each([
  ['application/x-executable', of('\x7fELF\x02\x01')],
  ['application/x-mach-o-executable', of([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1])],
  ['application/x-mach-o-executable', of([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2])],
  ['application/x-java-applet', of([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52])],
  ['application/x-dosexec', of('MZ', zeros(58), [64, 0, 0, 0], 'PE\0\0')],
  ['', of('MZ is how this text of more than sixty-four letters begins, and nothing else.')],
  ['', of('MZ')],
  ['text/x-shellscript', of('#!/bin/sh\nexit')],
  ['text/x-shellscript', of('#!/usr/bin/env bash\n')],
  ['text/x-python', of('#!/usr/bin/env -S python3 -u\n')],
  ['text/x-perl', of('#! /usr/bin/perl -w\n')],
  ['text/html', of('\r\n <!DOCTYPE html>')],
  ['application/xml', of([0xef, 0xbb, 0xbf], '<?xml version="1.0"?>')],
  ['text/x-msdos-batch', of('@ECHO OFF\r\n')],
  ['application/zip', of('PK\x03\x04', zeros(26), 'a.txt')],
  ['application/java-archive', of('PK\x03\x04', zeros(26), 'META-INF/MANIFEST.MF')],
  ['application/vnd.openxmlformats-officedocument', of('PK\x03\x04', zeros(26), '[Content_Types].xml')],
  ['application/msword', of([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ['image/webp', of('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
  ['video/mp4', of([0, 0, 0, 24], 'ftypisom')],
  ['image/jpeg', of([0xff, 0xd8, 0xff, 0xe0])],
  ['', of('plain text')],
  ['', of('#!')],
])('%s', (type, found) => {
  expect(found).toBe(type)
})
