import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { Engine } from '../engine/engine.ts'
import { zeekLog } from '../engine/testing/zeek-log.ts'
import { openFile } from './disk-file.ts'

const TABLES = ['conn', 'dns', 'ssl', 'http', 'x509', 'ssh'] as const

async function opened(...files: File[]): Promise<Engine> {
  const engine = new Engine()
  await engine.open(files)
  await engine.whenRead()
  return engine
}

/** The logs that a capture gives, as files. */
async function logsOf(engine: Engine): Promise<File[]> {
  return Promise.all(
    TABLES.map(async (table) => new File([(await engine.exportTable({ table, format: 'zeek' })).blob], `${table}.log`)),
  )
}

const ID = 'id.orig_h id.orig_p id.resp_h id.resp_p'
const place = (row: { uid: string; src: string; srcport: number; dst: string; dstport: number }) =>
  `${row.uid} ${row.src} ${row.srcport} ${row.dst} ${row.dstport}`

/** Logs of what the exports have no table for, by the sessions that the capture tells it of. */
function evidenceLogs(engine: Engine): File[] {
  const files = engine
    .sessions({ expression: 'files.mime_type', length: 1000 })
    .rows.map((row) => `${row.start} F${row.row} ${row.src} ${row.dst} ${row.uid} HTTP text/html 10`)
  const ftp = engine
    .sessions({ expression: 'ftp and user', length: 1000 })
    .rows.map((row) => `${row.start} ${place(row)} somebody secret PASS - 530`)
  const dhcp = engine
    .dhcpLeases()
    .map((lease) => `${lease.time} Cnone - - ${lease.mac} pc - ${lease.assigned_addr} 60.0 DISCOVER,ACK`)
  return [
    zeekLog('files', 'ts fuid tx_hosts rx_hosts conn_uids source mime_type seen_bytes', ...files),
    zeekLog('ftp', `ts uid ${ID} user password command arg reply_code`, ...ftp),
    zeekLog('dhcp', 'ts uids client_addr server_addr mac host_name domain assigned_addr lease_time msg_types', ...dhcp),
  ]
}

/** What of answers does not depend on frames. */
const lookupsOf = (engine: Engine) =>
  engine
    .dnsLookups()
    .map(({ client, client_port, server, server_port, transport, full_query, query_type, rcode, answers }) =>
      [
        client,
        client_port,
        server,
        server_port,
        transport,
        full_query,
        query_type,
        rcode,
        answers
          .filter(({ data }) => data !== null)
          .map(({ data, ttl }) => `${data} ${ttl}`)
          .join(),
      ].join(' '),
    )
    .sort()

/** Who speaks to whom in how many sessions. */
const linksOf = (engine: Engine) => {
  const { nodes, links } = engine.connections({ maxNodes: 1000 })
  return links
    .map(
      ({ source, target, sessions, packets, payload }) =>
        `${nodes[source].id} ${nodes[target].id} ${sessions} ${packets} ${payload}`,
    )
    .sort()
}

/** By name, so that the order of sessions does not matter. */
const beaconsOf = (engine: Engine) =>
  engine
    .beacons()
    .map((beacon) => ({ name: `${beacon.kind} ${beacon.src} ${beacon.dst} ${beacon.fqdn}`, beacon }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

describe.each(['office.pcapng', 'intrusion.pcap'])('%s', (name) => {
  let capture: Engine
  let logs: Engine
  let both: Engine
  beforeAll(async () => {
    const file = await openFile(join(fileURLToPath(new URL('../../public/samples', import.meta.url)), name))
    capture = await opened(file)
    const written = await logsOf(capture)
    logs = await opened(...written)
    // What stands first does not matter.
    both = await opened(...written.toReversed(), file, ...evidenceLogs(capture))
  })

  test('the logs give the same lookups, graph and beacons', () => {
    expect(lookupsOf(logs)).toEqual(lookupsOf(capture))
    expect(linksOf(capture).length).toBeGreaterThan(3)
    expect(linksOf(logs)).toEqual(linksOf(capture))
    expect(beaconsOf(capture).length).toBeGreaterThan(3)
    expect(beaconsOf(logs)).toEqual(beaconsOf(capture))
  })

  test('and the same findings', async () => {
    const foundBy = async (engine: Engine) =>
      (await engine.findings()).map(({ detection, title }) => [detection, title])
    expect(await foundBy(logs)).toEqual(await foundBy(capture))
  })

  test('the logs give the same sessions, names, requests and certificates', () => {
    const sessionsOf = (engine: Engine) =>
      engine
        .sessions({ length: 5000 })
        .rows.map(
          (row) =>
            `${place(row)} ${row.proto} ${row.conn_state} ${row.history} ${row.orig_pkts} ${row.resp_ip_bytes} ${row.community_id}`,
        )
        .sort()
    expect(sessionsOf(logs)).toEqual(sessionsOf(capture))
    const namesOf = (engine: Engine) =>
      engine
        .tlsHellos()
        .client_hellos.map(({ src, srcport, sni, ja3 }) => `${src} ${srcport} ${sni} ${ja3}`)
        .sort()
    expect(namesOf(logs)).toEqual(namesOf(capture))
    const requestsOf = (engine: Engine) =>
      engine
        .httpRequests()
        .map(({ src, srcport, method, host, uri, status }) => `${src} ${srcport} ${method} ${host} ${uri} ${status}`)
        .sort()
    expect(requestsOf(logs)).toEqual(requestsOf(capture))
    const certificatesOf = (engine: Engine) =>
      engine
        .certificates()
        .map(({ subject_cn, serial, not_after }) => `${subject_cn} ${serial} ${not_after}`)
        .sort()
    expect(certificatesOf(logs)).toEqual(certificatesOf(capture))
  })

  test('together nothing is counted twice, and both files are named', () => {
    const { frames, bytes, sessions } = capture.status()
    expect(both.status()).toMatchObject({ frames, bytes, sessions })
    expect(both.status().records).toBeGreaterThan(sessions)
    const counts = (engine: Engine) => ({
      lookups: engine.dnsLookups().length,
      hellos: engine.tlsHellos().client_hellos.length,
      servers: engine.tlsHellos().server_hellos.length,
      requests: engine.httpRequests().length,
      certificates: engine.certificates().length,
      credentials: engine.credentials().length,
      files: engine.files().length,
      leases: engine.dhcpLeases().length,
      links: engine.connections().links.length,
      beacons: engine.beacons().length,
    })
    expect(counts(both)).toEqual(counts(capture))
    expect(both.endpoints({ protocol: 'ip' })).toEqual(capture.endpoints({ protocol: 'ip' }))
    for (const row of both.sessions({ length: 5000 }).rows) expect(row.sources[0]).toBe(name)
    const named = both.sessions({ length: 5000 }).rows.filter(({ sources }) => sources.length === 2)
    expect(named).toHaveLength(sessions)
  })
})
