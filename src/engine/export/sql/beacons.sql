-- How regularly an originator comes back to a responder: RITA's timestamp and data size scores (0 to 1) of address pairs
-- that met at four seconds or more and fewer than 86,400 times within the newest 24 hours, and the intervals in seconds.
-- The page goes on from here: histogram and duration scores, names of servers, what is expected.
WITH
newest AS (
  SELECT FLOOR((MAX(started) / 1000000.0 - 86400) / 3600) * 3600 AS since FROM sessions
),
timed AS (
  SELECT orig_h, resp_h, started, FLOOR(started / 1000000.0) AS second, orig_ip_bytes AS size
  FROM sessions
  CROSS JOIN newest
  WHERE started / 1000000.0 >= newest.since
),
gaps AS (
  SELECT
    orig_h,
    resp_h,
    started,
    second,
    size,
    second - LAG(second) OVER (PARTITION BY orig_h, resp_h ORDER BY started) AS gap,
    (started - LAG(started) OVER (PARTITION BY orig_h, resp_h ORDER BY started)) / 1000000.0 AS spacing
  FROM timed
),
pairs AS (
  SELECT
    orig_h,
    resp_h,
    COUNT(*) AS connections,
    MIN(started) / 1000000.0 AS first,
    MAX(started) / 1000000.0 AS last,
    AVG(spacing) AS interval_mean,
    STDDEV_POP(spacing) AS interval_sd
  FROM gaps
  GROUP BY orig_h, resp_h
  HAVING COUNT(DISTINCT second) >= 4 AND COUNT(*) < 86400
),
-- Zero gaps are not scored.
measures AS (
  SELECT orig_h, resp_h, 'gap' AS kind, CAST(gap AS DOUBLE) AS value FROM gaps WHERE gap > 0
  UNION ALL
  SELECT orig_h, resp_h, 'size' AS kind, CAST(size AS DOUBLE) AS value FROM gaps
  UNION ALL
  SELECT orig_h, resp_h, 'spacing' AS kind, CAST(spacing AS DOUBLE) AS value FROM gaps WHERE spacing IS NOT NULL
),
ranked AS (
  SELECT
    measures.orig_h,
    measures.resp_h,
    measures.kind,
    measures.value,
    ROW_NUMBER() OVER (PARTITION BY measures.orig_h, measures.resp_h, measures.kind ORDER BY measures.value) AS place,
    COUNT(*) OVER (PARTITION BY measures.orig_h, measures.resp_h, measures.kind) AS n
  FROM measures
  JOIN pairs ON pairs.orig_h = measures.orig_h AND pairs.resp_h = measures.resp_h
),
-- Quartiles are the medians of the two halves; the middle value of an odd number is in neither.
quartiles AS (
  SELECT
    orig_h,
    resp_h,
    kind,
    AVG(CASE WHEN place >= FLOOR((1 + FLOOR(n / 2.0)) / 2.0) AND place <= CEIL((1 + FLOOR(n / 2.0)) / 2.0) THEN value END) AS q1,
    AVG(CASE WHEN place >= FLOOR((1 + n) / 2.0) AND place <= CEIL((1 + n) / 2.0) THEN value END) AS q2,
    AVG(CASE WHEN place >= FLOOR((2 * n + 1 - FLOOR(n / 2.0)) / 2.0) AND place <= CEIL((2 * n + 1 - FLOOR(n / 2.0)) / 2.0) THEN value END) AS q3
  FROM ranked
  WHERE n >= 3
  GROUP BY orig_h, resp_h, kind
),
deviations AS (
  SELECT
    ranked.orig_h,
    ranked.resp_h,
    ranked.kind,
    ranked.n,
    ABS(ranked.value - quartiles.q2) AS deviation,
    ROW_NUMBER() OVER (
      PARTITION BY ranked.orig_h, ranked.resp_h, ranked.kind ORDER BY ABS(ranked.value - quartiles.q2)
    ) AS place
  FROM ranked
  JOIN quartiles
    ON quartiles.orig_h = ranked.orig_h AND quartiles.resp_h = ranked.resp_h AND quartiles.kind = ranked.kind
),
spreads AS (
  SELECT
    orig_h,
    resp_h,
    kind,
    AVG(CASE WHEN place >= FLOOR((1 + n) / 2.0) AND place <= CEIL((1 + n) / 2.0) THEN deviation END) AS mad
  FROM deviations
  GROUP BY orig_h, resp_h, kind
),
scores AS (
  SELECT
    quartiles.orig_h,
    quartiles.resp_h,
    quartiles.kind,
    quartiles.q2 AS median,
    -- Bowley's skewness counts only where the quartiles are 10 apart and the median is none of them.
    CASE
      WHEN q3 - q1 >= 10 AND q2 <> q1 AND q2 <> q3 THEN 1.0 - ABS((q1 + q3 - 2 * q2) / (q3 - q1))
      ELSE 1.0
    END AS skew_score,
    CASE
      WHEN q2 >= 1 THEN GREATEST(0.0, (q2 - mad) / q2)
      WHEN quartiles.kind = 'gap' THEN 1.0
      ELSE 0.0
    END AS mad_score
  FROM quartiles
  JOIN spreads
    ON spreads.orig_h = quartiles.orig_h AND spreads.resp_h = quartiles.resp_h AND spreads.kind = quartiles.kind
)
SELECT
  pairs.orig_h AS src,
  pairs.resp_h AS dst,
  connections,
  FLOOR((gap.skew_score + gap.mad_score) / 2 * 1000 + 0.5) / 1000 AS timestamp_score,
  FLOOR((size.skew_score + size.mad_score) / 2 * 1000 + 0.5) / 1000 AS data_size_score,
  interval_mean,
  spacing.median AS interval_median,
  interval_sd,
  first,
  last
FROM pairs
JOIN scores AS gap ON gap.orig_h = pairs.orig_h AND gap.resp_h = pairs.resp_h AND gap.kind = 'gap'
JOIN scores AS size ON size.orig_h = pairs.orig_h AND size.resp_h = pairs.resp_h AND size.kind = 'size'
JOIN scores AS spacing
  ON spacing.orig_h = pairs.orig_h AND spacing.resp_h = pairs.resp_h AND spacing.kind = 'spacing'
ORDER BY timestamp_score DESC, connections DESC, src, dst;
