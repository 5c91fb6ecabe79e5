import type { CaptureTables } from '../tables/capture-tables.ts'
import { ACCEPTED, REFUSED } from '../tables/credentials.ts'
import { SESSION_SETUP, TREE_CONNECT } from '../tables/smb.ts'
import { fileName } from './files.ts'
import type { SessionEntries } from './session-entries.ts'

/** Log-ins (without their secrets), transferred files, DHCP transactions and SMB actions of sessions. */
export function evidenceGroups(tables: CaptureTables): SessionEntries[] {
  const { credentials, files, dhcp, smb, texts, addresses, protocolNames } = tables
  const text = (column: Uint32Array) => (_: CaptureTables, row: number) => texts.textOrNull(column[row])
  const address = (column: Uint32Array) => (_: CaptureTables, row: number) => addresses.text(column[row]) || null
  return [
    {
      title: 'Log-ins',
      table: credentials,
      entries: [
        { label: 'Users', field: 'user', read: text(credentials.user) },
        { label: 'Domains', field: 'domainname', read: text(credentials.domain) },
        { label: 'Machines', field: null, read: text(credentials.hostname) },
        { label: 'By', field: 'auth.method', read: text(credentials.mechanism) },
        {
          label: 'Outcome',
          field: null,
          read: (_, row) =>
            credentials.outcome[row] === ACCEPTED
              ? 'accepted'
              : credentials.outcome[row] === REFUSED
                ? 'refused'
                : null,
        },
      ],
    },
    {
      title: 'Files',
      table: files,
      frames: files.frame,
      entries: [
        { label: 'Names', field: null, read: (_, row) => fileName(tables, row) },
        { label: 'First bytes', field: 'files.mime_type', read: text(files.mimeType) },
        { label: 'Declared as', field: 'files.declared_type', read: text(files.declaredType) },
        { label: 'Sent by', field: null, read: address(files.source) },
        { label: 'Over', field: null, read: (_, row) => protocolNames[files.protocol[row]] ?? null },
      ],
    },
    {
      title: 'DHCP',
      table: dhcp,
      frames: dhcp.frame,
      entries: [
        { label: 'Client', field: null, read: address(dhcp.mac) },
        { label: 'Host names', field: null, read: text(dhcp.hostName) },
        { label: 'Assigned', field: null, read: address(dhcp.assignedAddress) },
        { label: 'Server', field: null, read: address(dhcp.server) },
        { label: 'Domains', field: null, read: text(dhcp.domain) },
      ],
    },
    {
      title: 'SMB',
      table: smb,
      frames: smb.frame,
      entries: [
        {
          label: 'Shares',
          field: 'smb.share',
          read: (_, row) => (smb.action[row] === TREE_CONNECT ? texts.textOrNull(smb.share[row]) : null),
        },
        {
          label: 'Pipes and written files',
          field: 'smb.fn',
          read: (_, row) => (smb.action[row] === SESSION_SETUP ? null : texts.textOrNull(smb.name[row])),
        },
      ],
    },
  ]
}
