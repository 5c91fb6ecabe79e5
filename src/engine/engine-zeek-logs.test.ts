import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { FIELDS_OF_PACKETS } from './expression/packet-field-names.ts'
import { packetFieldList } from './ingest/field-reading.ts'
import { zeekFieldName, zeekLogColumns, zeekLogNames } from './tables/zeek-logs.ts'
import { pcapFile } from './testing/capture-files.ts'
import { bytesOf, ethernetFrame, ipv4Packet, udpDatagram } from './testing/frames.ts'
import { zeekLog } from './testing/zeek-log.ts'

const ID = 'id.orig_h id.orig_p id.resp_h id.resp_p'

async function opened(...files: File[]): Promise<Engine> {
  const engine = new Engine()
  await engine.open(files)
  await engine.whenRead()
  return engine
}

const conn = zeekLog(
  'conn',
  `ts uid ${ID} proto service duration orig_bytes resp_bytes conn_state orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes`,
  '1700000001.0 Csmb 10.0.0.5 50000 10.0.0.9 445 tcp smb 3 900 800 SF 9 1300 8 1200',
  '1700000002.0 Chttp 10.0.0.5 50001 198.51.100.7 80 tcp http 1 100 5000 SF 5 320 6 5300',
  '1700000003.0 Cssl 10.0.0.5 50002 198.51.100.8 443 tcp ssl 1 100 5000 SF 5 320 6 5300',
  '1700000004.0 Cdhcp 10.0.0.5 68 10.0.0.1 67 udp dhcp 1 300 300 SF 1 328 1 328',
)
const kerberos = zeekLog(
  'kerberos',
  `ts uid ${ID} request_type client service success error_msg from till cipher forwardable renewable`,
  '1700000001.1 Ckrb 10.0.0.5 50003 10.0.0.2 88 AS alice/EXAMPLE.ORG krbtgt/EXAMPLE.ORG F KDC_ERR_PREAUTH_FAILED - 1700036001.0 aes256-cts-hmac-sha1-96 T F',
  '1700000001.2 Ckrb 10.0.0.5 50003 10.0.0.2 88 AS alice/EXAMPLE.ORG krbtgt/EXAMPLE.ORG T - - 1700036001.0 aes256-cts-hmac-sha1-96 T F',
  '1700000001.3 Ckrb 10.0.0.5 50003 10.0.0.2 88 TGS alice/EXAMPLE.ORG cifs/srv.example.org T - - - - - -',
)
const weird = zeekLog(
  'weird',
  `ts uid ${ID} name addl notice peer`,
  '1700000001.7 Csmb 10.0.0.5 50000 10.0.0.9 445 data_before_established - F zeek',
  '1700000001.8 - - - - - truncated_header - F zeek',
)
const files = zeekLog(
  'files',
  'ts fuid tx_hosts rx_hosts conn_uids source depth analyzers mime_type filename duration local_orig is_orig seen_bytes total_bytes md5 sha256',
  '1700000002.5 Fexe 198.51.100.7 10.0.0.5 Chttp HTTP 0 PE,MD5 application/x-dosexec - 0.1 F F 5000 5000 d41d8cd98f00b204e9800998ecf8427e -',
  '1700000001.5 Fdoc 10.0.0.5 10.0.0.9 Csmb SMB 0 MD5 application/x-dosexec tool.exe 0.1 T T 700 700 - -',
  '1700000003.1 Fcert 198.51.100.8 10.0.0.5 Cssl SSL 0 X509 application/x-x509-user-cert - 0 F F 900 - - -',
)
const http = zeekLog(
  'http',
  `ts uid ${ID} method host uri status_code username password resp_fuids resp_mime_types`,
  '1700000002.1 Chttp 10.0.0.5 50001 198.51.100.7 80 GET get.example /setup.bin 200 carol <hidden> Fexe application/x-dosexec',
)

const uids = (engine: Engine, expression: string) =>
  engine
    .sessions({ expression })
    .rows.map(({ uid }) => uid)
    .sort()

test('columns of any log are fields, of its sessions and of rows without one', async () => {
  for (const files of [
    [conn, kerberos, weird],
    [weird, kerberos, conn],
  ]) {
    const engine = await opened(...files)
    expect(uids(engine, 'weird.name == "data_before_established"')).toEqual(['Csmb'])
    expect(uids(engine, 'kerberos.client == *alice*')).toEqual(['Ckrb'])
    expect(uids(engine, 'kerberos.success == false and kerberos.till > 2023-11-01')).toEqual(['Ckrb'])
    expect(uids(engine, 'kerberos.renewable == true')).toEqual([])
    // A row that no session has is selected itself.
    const lone = engine.status({ expression: 'weird.name == "truncated_header"' })
    expect(lone).toMatchObject({ sessions: 0, records: 1 })
    expect(engine.completions('weird.', 6).options.map(({ text }) => text)).toContain('weird.name')
    expect(engine.completions('smtp.s', 6).options.map(({ text }) => text)).not.toContain('smtp.subject')
  }
})

test('names that Wireshark has are left to it', () => {
  const wiresharks = new Set([...FIELDS_OF_PACKETS, ...packetFieldList().map(({ name }) => name)])
  const names = zeekLogNames.flatMap((path) => zeekLogColumns(path).map(({ name }) => zeekFieldName(path, name)))
  expect(names.filter((name) => wiresharks.has(name))).toEqual([])
  expect(names).toContain('zeek.snmp.version')
})

test('who logs in is told, repetitions in one row, and hidden passwords are not recorded', async () => {
  const ftp = zeekLog(
    'ftp',
    `ts uid ${ID} user password command arg reply_code reply_msg`,
    '1700000005.0 Cftp 10.0.0.5 50009 10.0.0.21 21 bob secret PASS - 530 no',
    '1700000006.0 Cftp 10.0.0.5 50009 10.0.0.21 21 bob secret RETR /a 226 done',
  )
  const ntlm = zeekLog(
    'ntlm',
    `ts uid ${ID} username hostname domainname success`,
    '1700000001.3 Csmb 10.0.0.5 50000 10.0.0.9 445 dave PC-7 EXAMPLE F',
  )
  const engine = await opened(conn, kerberos, http, ftp, ntlm)
  expect(engine.credentials()).toMatchObject([
    { protocol: 'http', mechanism: 'Basic', user: 'carol', secret: null, accepted: true, attempts: 1 },
    {
      protocol: 'kerberos',
      mechanism: 'Kerberos',
      user: 'alice',
      domain: 'EXAMPLE.ORG',
      client: '10.0.0.5',
      server: '10.0.0.2',
      serverport: 88,
      accepted: true,
      attempts: 2,
      refused: 1,
    },
    { protocol: 'ftp', user: 'bob', secret: 'secret', accepted: true, attempts: 2, refused: 1, sessions: 1 },
    { protocol: 'smb', mechanism: 'NTLM', user: 'dave', domain: 'EXAMPLE', hostname: 'PC-7', accepted: false },
  ])
  expect(engine.credentials()).toHaveLength(4)
})

test('files are those of any protocol without certificates; only those of HTTP are executables over HTTP', async () => {
  const engine = await opened(conn, http, files)
  expect(engine.files()).toMatchObject([
    {
      tx_host: '198.51.100.7',
      rx_host: '10.0.0.5',
      source: 'http',
      mime_type: 'application/x-dosexec',
      filename: 'setup.bin',
      host: 'get.example',
      uri: '/setup.bin',
      bytes: 5000,
    },
    { tx_host: '10.0.0.5', rx_host: '10.0.0.9', source: 'smb', filename: 'tool.exe', host: null, bytes: 700 },
  ])
  expect(engine.files()).toHaveLength(2)
  const found = (await engine.findings()).filter(({ detection }) => detection === 'http-executable')
  expect(found).toMatchObject([{ src: ['198.51.100.7'], count: 1 }])
  expect(uids(engine, found[0].evidence)).toEqual(['Chttp'])
  expect(uids(engine, 'files.md5 == d41d8cd98f00b204e9800998ecf8427e')).toEqual(['Chttp'])
  expect(uids(engine, 'files.analyzers == PE')).toEqual(['Chttp'])
})

test('what a row says of a file belongs to the session that transferred it', async () => {
  const pe = zeekLog('pe', 'ts id machine is_exe', '1700000002.6 Fexe AMD64 T')
  const x509 = zeekLog(
    'x509',
    'ts id certificate.serial certificate.subject certificate.issuer certificate.not_valid_before certificate.not_valid_after',
    '1700000003.2 Fcert 01 CN=mail.example CN=Root 1600000000.0 1800000000.0',
  )
  for (const logs of [
    [conn, files, pe, x509],
    [x509, pe, files, conn],
  ]) {
    const engine = await opened(...logs)
    expect(uids(engine, 'pe.machine == AMD64')).toEqual(['Chttp'])
    expect(engine.certificates()).toMatchObject([{ subject_cn: 'mail.example' }])
    expect(uids(engine, 'certificate.subject == *mail.example*')).toEqual(['Cssl'])
    const row = engine.sessions({ expression: 'uid == Chttp' }).rows[0].row
    const groups = engine.sessionDetails({ row })?.groups ?? []
    expect(groups.map(({ title, rows }) => `${title} ${rows}`).sort()).toEqual(['files 1', 'pe 1'])
    expect(groups.find(({ title }) => title === 'files')?.entries).toContainEqual({
      label: 'analyzers',
      field: 'files.analyzers',
      values: ['PE', 'MD5'],
      more: 0,
    })
  }
})

test('leases and shares are told as packets tell them', async () => {
  const dhcp = zeekLog(
    'dhcp',
    'ts uids client_addr server_addr mac host_name client_fqdn domain requested_addr assigned_addr lease_time msg_types duration',
    '1700000004.0 Cdhcp 10.0.0.5 10.0.0.1 00:0c:29:aa:bb:cc pc7 - example.org 10.0.0.5 10.0.0.5 86400.0 DISCOVER,OFFER,REQUEST,ACK 0.2',
  )
  const mapping = zeekLog(
    'smb_mapping',
    `ts uid ${ID} path service native_file_system share_type`,
    '1700000001.2 Csmb 10.0.0.5 50000 10.0.0.9 445 \\\\\\\\10.0.0.9\\\\ADMIN$ - - DISK',
  )
  const smbFiles = zeekLog(
    'smb_files',
    `ts uid ${ID} fuid action path name size`,
    '1700000001.3 Csmb 10.0.0.5 50000 10.0.0.9 445 - SMB::FILE_OPEN \\\\\\\\10.0.0.9\\\\ADMIN$ PSEXESVC.exe 0',
    '1700000001.4 Csmb 10.0.0.5 50000 10.0.0.9 445 - SMB::FILE_OPEN \\\\\\\\10.0.0.9\\\\ADMIN$ notepad.exe 4096',
  )
  const old = zeekLog(
    'dhcp',
    `ts uid ${ID} mac assigned_ip lease_time trans_id`,
    '1379288650.691137 Cold 10.0.0.7 68 10.0.0.1 67 00:20:18:eb:ca:21 10.0.0.7 3600.0 77',
  )
  expect((await opened(old)).dhcpLeases()).toMatchObject([
    {
      client_addr: '10.0.0.7',
      server_addr: '10.0.0.1',
      mac: '00:20:18:eb:ca:21',
      assigned_addr: '10.0.0.7',
      lease_time: 3600,
    },
  ])
  const engine = await opened(conn, dhcp, mapping, smbFiles)
  expect(engine.dhcpLeases()).toMatchObject([
    {
      client_addr: '10.0.0.5',
      server_addr: '10.0.0.1',
      mac: '00:0c:29:aa:bb:cc',
      host_name: 'pc7',
      assigned_addr: '10.0.0.5',
      lease_time: 86400,
      msg_types: ['DISCOVER', 'OFFER', 'REQUEST', 'ACK'],
    },
  ])
  expect(engine.smbActions()).toMatchObject([
    { action: 'TREE_CONNECT', path: '\\\\10.0.0.9\\ADMIN$', name: null },
    { action: 'OPEN', path: '\\\\10.0.0.9\\ADMIN$', name: 'PSEXESVC.exe', granted: null },
  ])
  const found = (await engine.findings()).filter(({ detection }) => detection === 'lateral-movement')
  expect(found).toMatchObject([{ src: ['10.0.0.5'], dst: ['10.0.0.9'] }])
  expect(uids(engine, 'smb_files.name == notepad.exe')).toEqual(['Csmb'])
})

test('notices are findings that select their rows', async () => {
  const notice = zeekLog(
    'notice',
    `ts uid ${ID} note msg sub src dst p`,
    '1700000001.9 - - - - - Scan::Port_Scan 10.0.0.66_scanned remote 10.0.0.66 10.0.0.9 -',
    '1700000002.9 - - - - - Scan::Port_Scan 10.0.0.66_scanned_again remote 10.0.0.66 10.0.0.9 -',
    '1700000003.9 Cssl 10.0.0.5 50002 198.51.100.8 443 SSL::Invalid_Server_Cert self_signed CN=x 10.0.0.5 198.51.100.8 443',
    '1700000004.9 - - - - - CaptureLoss::Too_Much_Loss lost - - - -',
  )
  for (const logs of [
    [conn, notice],
    [notice, conn],
  ]) {
    const engine = await opened(...logs)
    const found = (await engine.findings()).filter(({ detection }) => detection === 'zeek-notice')
    expect(found).toMatchObject([
      {
        severity: 'medium',
        title: 'Zeek notice Scan::Port_Scan: 10.0.0.66_scanned',
        src: ['10.0.0.66'],
        dst: ['10.0.0.9'],
        count: 2,
        first: '1700000001.900000000',
        last: '1700000002.900000000',
      },
      { severity: 'medium', src: ['10.0.0.5'], dst: ['198.51.100.8'], count: 1 },
      { severity: 'info', src: [], count: 1 },
    ])
    expect(engine.status({ expression: found[0].evidence })).toMatchObject({ sessions: 0, records: 2 })
    expect(uids(engine, found[1].evidence)).toEqual(['Cssl'])
    expect(uids(engine, 'notice.note == "SSL::Invalid_Server_Cert"')).toEqual(['Cssl'])
  }
})

test('a log is exported as it was read, as far as it is selected', async () => {
  const engine = await opened(conn, kerberos, weird)
  const text = async (table: 'kerberos' | 'weird', expression = '') =>
    (await engine.exportTable({ table, format: 'zeek', expression })).blob.text()
  const lines = (await text('weird')).split('\n').filter((line) => !line.startsWith('#') && line !== '')
  expect(lines).toEqual([
    '1700000001.700000\tCsmb\t10.0.0.5\t50000\t10.0.0.9\t445\tdata_before_established\t-\tF\tzeek\t-',
    '1700000001.800000\t-\t-\t-\t-\t-\ttruncated_header\t-\tF\tzeek\t-',
  ])
  expect(await text('weird')).toContain(
    '#types\ttime\tstring\taddr\tport\taddr\tport\tstring\tstring\tbool\tstring\tstring',
  )
  const some = (await text('kerberos', 'kerberos.error_msg == *PREAUTH*')).split('\n')
  // All rows of the session that has such a row.
  expect(some.filter((line) => line.startsWith('17'))).toHaveLength(3)
  expect(some.find((line) => line.startsWith('1700000001.1'))).toContain(
    'Ckrb\t10.0.0.5\t50003\t10.0.0.2\t88\tAS\talice/EXAMPLE.ORG\tkrbtgt/EXAMPLE.ORG\tF\tKDC_ERR_PREAUTH_FAILED',
  )
})

test('passwords are covered in what is exported unless they are asked for', async () => {
  const ftp = zeekLog(
    'ftp',
    `ts uid ${ID} user password command arg`,
    '1700000005.0 Cftp 10.0.0.5 50009 10.0.0.21 21 bob secret USER -',
  )
  const engine = await opened(ftp)
  const text = async (secrets?: boolean) =>
    (await engine.exportTable({ table: 'ftp', format: 'csv', secrets })).blob.text()
  expect(await text()).toContain('bob,<hidden>')
  expect(await text()).not.toContain('secret')
  expect(await text(true)).toContain('bob,secret')
})

test('a row whose log does not say the transport finds the packets of either', async () => {
  const ends = { source: '10.0.0.5', destination: '10.0.0.2' }
  const bytes = ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(bytesOf([1, 2]), 50003, 88), ends))
  const capture = new File([new Uint8Array(pcapFile([{ seconds: 1_700_000_001, fraction: 0, bytes }]))], 'a.pcap')
  const engine = await opened(kerberos, capture)
  const { rows } = engine.sessions()
  expect(rows).toMatchObject([{ proto: 'udp', orig_pkts: 1, sources: ['a.pcap', 'kerberos.log'] }])
})

test('rows of JSON: lists in the first row are no values of columns that the log lacks', async () => {
  const row = { ts: 1575414483.749103, uids: ['CiRtVr1J5S25xYCJj9', 'C2'], mac: '00:01:24:56:9b:cf', host_name: 'PC' }
  const lines = [row, { ...row, server_addr: '10.0.0.1' }].map((one) => JSON.stringify(one)).join('\n')
  const engine = await opened(new File([lines], 'dhcp.log'))
  expect(engine.logs()).toMatchObject([{ path: 'dhcp', rows: 2, bad_value_count: 0 }])
  expect(engine.dhcpLeases()).toMatchObject([
    { server_addr: null, host_name: 'PC' },
    { server_addr: '10.0.0.1', host_name: 'PC' },
  ])
})
