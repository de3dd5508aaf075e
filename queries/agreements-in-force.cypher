// title: Treaties and agreements in force on a day, or at some time in a month, year or decade
// about: With who was party to them then: certainly if that is certain of two at least, else possibly.
// parameter day: date = 1979; a date, as exact as you like: 1979-02-17, 1979-02, 1979, 197X
// parameter actor: actor = ; only agreements to which this actor was party
// example: histgraph ask agreements-in-force day=1979
// columns: status, agreement, parties, since
MATCH (p:Actor)-[r:PARTY_TO]->(a:Actor)
WHERE r.modality = 'asserted' AND r.dated AND NOT r.impossible
  AND ($day_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($day_last))
  AND ($day_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($day_first))
WITH a, p, r,
  CASE
    WHEN ($day_last IS NULL OR r.start_max <= date($day_last))
      AND ($day_first IS NULL OR r.end_min >= date($day_first)) THEN p.id
  END AS sure
ORDER BY a.id, coalesce(r.start_min, r.start_max), p.id, r.id
WITH a, collect(DISTINCT p.id) AS ids, collect(DISTINCT p.name) AS parties, collect(r.start) AS dates,
  count(DISTINCT sure) AS certain
WHERE $actor IS NULL OR $actor IN ids
RETURN CASE WHEN certain > 1 THEN 'certainly' ELSE 'possibly' END AS status, a.name AS agreement, parties,
  head(dates) AS since
ORDER BY status, a.name, a.id
