// title: The best-connected actors of a decade, or of any other period
// about: By the number of others with whom each has a dated relation that certainly held then, and of
// about: those with whom one possibly did.
// parameter period: date = 195X; a date, as wide as you like: 195X, 1954, 1950/1954
// parameter limit: integer = 10; how many actors
// example: histgraph ask best-connected period=197X limit=5
// columns: actor, kind, certainly, possibly
MATCH (a:Actor)-[r]-(b:Actor)
WHERE r.modality = 'asserted' AND r.dated AND NOT r.impossible AND a.id <> b.id
  AND ($period_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($period_last))
  AND ($period_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($period_first))
WITH a, b,
  CASE
    WHEN ($period_last IS NULL OR r.start_max <= date($period_last))
      AND ($period_first IS NULL OR r.end_min >= date($period_first)) THEN b.id
  END AS sure
WITH a, count(DISTINCT sure) AS certainly, count(DISTINCT b.id) AS possibly
RETURN a.name AS actor, a.kind AS kind, certainly, possibly
ORDER BY certainly DESC, possibly DESC, a.id
LIMIT $limit
