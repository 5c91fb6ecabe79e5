-- The exported tables under names without dots, for the other statements. ClickHouse (clickhouse-local --multiquery);
-- run in the folder of the files.
-- A session's bytes are those of its IP packets, or of the payload where a log does not count them, as on the page.
CREATE OR REPLACE VIEW sessions AS
SELECT
  toUnixTimestamp64Micro(toDateTime64(ts, 6)) AS started,
  uid,
  `id.orig_h` AS orig_h,
  `id.orig_p` AS orig_p,
  `id.resp_h` AS resp_h,
  `id.resp_p` AS resp_p,
  proto,
  service,
  duration,
  orig_pkts,
  resp_pkts,
  COALESCE(c.orig_ip_bytes, 0) AS orig_ip_bytes,
  CASE WHEN c.orig_ip_bytes IS NULL AND c.resp_ip_bytes IS NULL THEN orig_bytes ELSE c.orig_ip_bytes END AS orig_size,
  CASE WHEN c.orig_ip_bytes IS NULL AND c.resp_ip_bytes IS NULL THEN resp_bytes ELSE c.resp_ip_bytes END AS resp_size
FROM file('conn.parquet', Parquet) AS c;

CREATE OR REPLACE VIEW lookups AS
SELECT
  toUnixTimestamp64Micro(toDateTime64(ts, 6)) AS started,
  uid,
  `id.orig_h` AS client,
  `id.orig_p` AS client_port,
  `id.resp_h` AS server,
  `id.resp_p` AS server_port,
  proto,
  trans_id,
  rtt,
  query,
  qtype_name,
  rcode,
  rcode_name,
  arrayStringConcat(d.answers, ' ') AS answers,
  length(d.answers) AS answer_count
FROM file('dns.parquet', Parquet) AS d;
