import { DER_OID, DER_SEQUENCE, DER_SET, DerElement, derText, oidText } from '../bytes/der.ts'

/** Short names of attribute types (RFC 4514 section 3, and those that OpenSSL adds). */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.18': 'postOfficeBox',
  '2.5.4.41': 'name',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
}

/** An X.501 name as read: `text` in the form of RFC 4514, `commonName` the last one in it ('' and null for none). */
export type DistinguishedName = { text: string; commonName: string | null }

/** One attribute of a name; its value begins with an element at `valueAt` and goes no further than `valueEnd`. */
export type AttributeVisitor = (oid: string, valueAt: number, valueEnd: number) => void

/** Visits the attributes of the RDNSequence whose contents are bytes[from, to), in order. */
export function eachAttribute(bytes: Uint8Array, from: number, to: number, visit: AttributeVisitor): void {
  const rdn = new DerElement()
  for (let at = from; rdn.expect(DER_SET, bytes, at, to); at = rdn.end)
    eachAttributeOfRdn(bytes, rdn.start, rdn.end, visit)
}

/** Visits the attributes of the RelativeDistinguishedName whose contents are bytes[from, to). */
export function eachAttributeOfRdn(bytes: Uint8Array, from: number, to: number, visit: AttributeVisitor): void {
  const pair = new DerElement()
  const type = new DerElement()
  for (let at = from; pair.expect(DER_SEQUENCE, bytes, at, to); at = pair.end)
    if (type.expect(DER_OID, bytes, pair.start, pair.end))
      visit(oidText(bytes, type.start, type.end), type.end, pair.end)
}

/** Reads the RDNSequence whose contents are bytes[from, to). */
export function readName(bytes: Uint8Array, from: number, to: number): DistinguishedName {
  const rdns: string[] = []
  let commonName: string | null = null
  const rdn = new DerElement()
  const value = new DerElement()
  for (let at = from; rdn.expect(DER_SET, bytes, at, to); at = rdn.end) {
    const pairs: string[] = []
    eachAttributeOfRdn(bytes, rdn.start, rdn.end, (oid, valueAt, valueEnd) => {
      if (!value.read(bytes, valueAt, valueEnd)) return
      const text = derText(value.tag, bytes, value.start, value.end)
      const name = Object.hasOwn(SHORT_NAMES, oid) ? SHORT_NAMES[oid] : oid
      if (name === 'CN') commonName = text
      pairs.push(`${name}=${escaped(text)}`)
    })
    rdns.push(pairs.join('+'))
  }
  return { text: rdns.reverse().join(','), commonName }
}

/** RFC 4514 section 2.4. */
function escaped(text: string): string {
  return text
    .replace(/[,+"\\<>;]/g, (character) => `\\${character}`)
    .replaceAll('\0', '\\00')
    .replace(/^[ #]/, (character) => `\\${character}`)
    .replace(/ $/, '\\ ')
}
