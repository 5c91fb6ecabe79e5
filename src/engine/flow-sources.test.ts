import { expect, test } from 'vitest'
import { Engine } from './engine.ts'

async function sessionsOf(name: string, text: string) {
  const engine = new Engine()
  await engine.open([new File([text], name)])
  await engine.whenRead()
  return engine
    .sessions()
    .rows.map(
      ({ start, duration, proto, src, srcport, dst, dstport, orig_pkts, resp_pkts, orig_ip_bytes, resp_ip_bytes }) => [
        start,
        duration,
        proto,
        `${src}:${srcport} ${dst}:${dstport}`,
        orig_pkts,
        resp_pkts,
        orig_ip_bytes,
        resp_ip_bytes,
      ],
    )
}

test("flows of nfdump's CSV are sessions", async () => {
  const text =
    'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n2014-11-25 20:50:49.958,2014-11-25 20:50:51.458,1.500,192.168.250.2,10.0.0.1,34838,80,TCP  ,...AP.SF,0,0,5,520,4,1200\n'
  expect(await sessionsOf('flows.csv', text)).toEqual([
    ['1416948649.958000000', 1.5, 'tcp', '192.168.250.2:34838 10.0.0.1:80', 5, 4, 520, 1200],
  ])
})

test("Suricata's flow events are sessions", async () => {
  const text =
    '{"timestamp":"2019-07-05T22:01:00.000000+0200","flow_id":1,"event_type":"flow","src_ip":"10.0.0.1","src_port":49153,"dest_ip":"10.0.0.2","dest_port":53,"proto":"UDP","app_proto":"dns","flow":{"pkts_toserver":1,"pkts_toclient":2,"bytes_toserver":70,"bytes_toclient":500,"start":"2019-07-05T22:00:00.123456+0200","age":7}}\n'
  expect(await sessionsOf('eve.json', text)).toEqual([
    ['1562356800.123456000', 7, 'udp', '10.0.0.1:49153 10.0.0.2:53', 1, 2, 70, 500],
  ])
})
