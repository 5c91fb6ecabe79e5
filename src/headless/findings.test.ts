import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Engine } from '../engine/engine.ts'
import { openFile } from './disk-file.ts'

// What the programs did that recorded the samples: see .scripts/record-samples.sh.

const opened = async (name: string) => {
  const engine = new Engine()
  const folder = fileURLToPath(new URL('../../public/samples', import.meta.url))
  await engine.open([await openFile(join(folder, name))])
  await engine.whenRead()
  return engine
}

/** What of the evidence a detection counts. */
async function counted(engine: Engine, counts: string, expression: string): Promise<number> {
  await engine.readFields(expression)
  if (counts === 'session') return engine.status({ expression }).sessions
  return counts === 'lookup' ? engine.dnsLookups({ expression }).length : engine.status({ expression }).frames
}

describe('intrusion.pcap', () => {
  test('what desk-2 did, and nothing of what the others did', async () => {
    const engine = await opened('intrusion.pcap')
    const found = await engine.findings()
    const news = found.filter(({ severity }) => severity !== 'info')
    expect(news.map(({ severity, detection, src }) => `${severity} ${detection} ${src.join()}`)).toEqual([
      // nmap -sS over 1029 ports of the file server
      'high port-scan-vertical 192.168.20.32',
      'high half-open-scan 192.168.20.32',
      // iodine with TXT records, by way of the resolver
      'high dns-tunnel 192.168.20.32',
      // curl every five seconds
      'medium beacon 192.168.20.32',
      'low dns-c2 192.168.20.32',
      'low dns-long-names 192.168.20.32',
    ])
    expect(found[0]).toMatchObject({ dst: ['192.168.20.10'], why: { ports: 1029 } })
    expect(found[2].evidence).toBe(String.raw`dns.qry.name matches "(^|\\.)edge-metrics\\.example$"`)
  })

  test('the evidence selects as many sessions and lookups as were counted', async () => {
    const engine = await opened('intrusion.pcap')
    const counts = new Map(engine.detections().map((one) => [one.id, one.counts]))
    for (const { detection, count, evidence } of await engine.findings())
      expect([detection, await counted(engine, counts.get(detection) ?? '', evidence)]).toEqual([detection, count])
  })

  test('thresholds and selections', async () => {
    const engine = await opened('intrusion.pcap')
    const scans = async (ports: number, expression = '') => {
      const found = await engine.findings({ thresholds: { 'port-scan-vertical': { ports } }, expression })
      return found.filter(({ detection }) => detection === 'port-scan-vertical').length
    }
    expect(await scans(1029)).toBe(1)
    expect(await scans(1030)).toBe(0)
    expect(await scans(1029, 'ip.addr == 192.168.20.31')).toBe(0)
  })
})

test('office.pcapng: a working day has no findings', async () => {
  const engine = await opened('office.pcapng')
  expect((await engine.findings()).filter(({ severity }) => severity !== 'info')).toEqual([])
  // and the checks had what they need, but for certificates: all of its TLS but one connection is 1.3
  const idle = engine.detections().filter(({ missing }) => missing.length > 0)
  expect(idle.map(({ id }) => id)).toEqual(['suricata-alert', 'zeek-notice'])
})
