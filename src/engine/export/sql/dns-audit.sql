-- Names that were looked up, by type: by whom, how they were answered and how long it took (seconds).
SELECT
  query,
  qtype_name,
  COUNT(*) AS lookups,
  COUNT(DISTINCT client) AS clients,
  COUNT(DISTINCT server) AS servers,
  SUM(CASE WHEN rcode IS NULL THEN 1 ELSE 0 END) AS unanswered,
  SUM(CASE WHEN rcode = 0 THEN 1 ELSE 0 END) AS noerror,
  SUM(CASE WHEN rcode = 3 THEN 1 ELSE 0 END) AS nxdomain,
  SUM(CASE WHEN rcode NOT IN (0, 3) THEN 1 ELSE 0 END) AS other_errors,
  SUM(answer_count) AS answers,
  COUNT(DISTINCT answers) AS distinct_answers,
  MIN(started) / 1000000.0 AS first,
  MAX(started) / 1000000.0 AS last,
  AVG(rtt) AS mean_rtt,
  MAX(rtt) AS longest_rtt
FROM lookups
GROUP BY query, qtype_name
ORDER BY lookups DESC, query, qtype_name;
