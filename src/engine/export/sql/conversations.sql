-- Pairs of addresses: the page's Conversations of IPv4 and IPv6. `a` is the originator of the pair's first session, tx
-- goes from a to b; first and last are seconds since 1970.
SELECT
  a,
  b,
  SUM(CASE WHEN orig_h = a THEN orig_frames ELSE resp_frames END) AS txf,
  SUM(CASE WHEN orig_h = a THEN orig_bytes ELSE resp_bytes END) AS txb,
  SUM(CASE WHEN orig_h = a THEN resp_frames ELSE orig_frames END) AS rxf,
  SUM(CASE WHEN orig_h = a THEN resp_bytes ELSE orig_bytes END) AS rxb,
  SUM(orig_frames + resp_frames) AS frames,
  SUM(orig_bytes + resp_bytes) AS bytes,
  MIN(started) / 1000000.0 AS first,
  MAX(ended) / 1000000.0 AS last,
  COUNT(*) AS sessions
FROM (
  SELECT
    orig_h,
    FIRST_VALUE(orig_h) OVER (
      PARTITION BY LEAST(orig_h, resp_h), GREATEST(orig_h, resp_h)
      ORDER BY started, uid ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS a,
    FIRST_VALUE(resp_h) OVER (
      PARTITION BY LEAST(orig_h, resp_h), GREATEST(orig_h, resp_h)
      ORDER BY started, uid ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS b,
    COALESCE(orig_pkts, 0) AS orig_frames,
    COALESCE(resp_pkts, 0) AS resp_frames,
    COALESCE(orig_size, 0) AS orig_bytes,
    COALESCE(resp_size, 0) AS resp_bytes,
    started,
    started + COALESCE(duration, 0) * 1000000.0 AS ended
  FROM sessions
) AS directed
GROUP BY a, b
ORDER BY bytes DESC, a, b;
