-- Addresses with what they sent (tx) and received (rx): the page's Endpoints of IPv4 and IPv6.
-- What a host sends to itself counts as both.
SELECT
  host,
  SUM(tx_frames) AS txf,
  SUM(tx_bytes) AS txb,
  SUM(rx_frames) AS rxf,
  SUM(rx_bytes) AS rxb,
  SUM(tx_frames + rx_frames) AS frames,
  SUM(tx_bytes + rx_bytes) AS bytes
FROM (
  SELECT
    orig_h AS host,
    COALESCE(orig_pkts, 0) AS tx_frames,
    COALESCE(orig_size, 0) AS tx_bytes,
    COALESCE(resp_pkts, 0) AS rx_frames,
    COALESCE(resp_size, 0) AS rx_bytes
  FROM sessions
  UNION ALL
  SELECT
    resp_h AS host,
    COALESCE(resp_pkts, 0) AS tx_frames,
    COALESCE(resp_size, 0) AS tx_bytes,
    COALESCE(orig_pkts, 0) AS rx_frames,
    COALESCE(orig_size, 0) AS rx_bytes
  FROM sessions
) AS ends
GROUP BY host
ORDER BY bytes DESC, host;
