-- The exported tables under names without dots, for the other statements. Spark SQL (spark-sql -f); run in the folder of
-- the files.
-- A session's bytes are those of its IP packets, or of the payload where a log does not count them, as on the page.
CREATE OR REPLACE TEMPORARY VIEW sessions AS
SELECT
  unix_micros(ts) AS started,
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
  COALESCE(orig_ip_bytes, 0) AS orig_ip_bytes,
  CASE WHEN orig_ip_bytes IS NULL AND resp_ip_bytes IS NULL THEN orig_bytes ELSE orig_ip_bytes END AS orig_size,
  CASE WHEN orig_ip_bytes IS NULL AND resp_ip_bytes IS NULL THEN resp_bytes ELSE resp_ip_bytes END AS resp_size
FROM parquet.`conn.parquet`;

CREATE OR REPLACE TEMPORARY VIEW lookups AS
SELECT
  unix_micros(ts) AS started,
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
  array_join(answers, ' ') AS answers,
  COALESCE(array_size(answers), 0) AS answer_count
FROM parquet.`dns.parquet`;
