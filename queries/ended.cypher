// title: What ended between two dates
// about: Relations whose end is told and certainly or possibly lies there, earliest first.
// parameter since: date = 1945-09; the earliest date
// parameter until: date = 1975; the latest date
// example: histgraph ask ended since=1968 until=1991
// columns: status, ended, began, source, relation, target, claim, statement
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.end IS NOT NULL AND NOT r.impossible
  AND ($until_last IS NULL OR r.end_min IS NULL OR r.end_min <= date($until_last))
  AND ($since_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($since_first))
WITH a, r, b,
  CASE
    WHEN ($since_first IS NULL OR r.end_min >= date($since_first))
      AND ($until_last IS NULL OR r.end_max <= date($until_last)) THEN 'certainly'
    ELSE 'possibly'
  END AS status
RETURN status, r.end AS ended, r.start AS began, a.name AS source, type(r) AS relation, b.name AS target,
  r.modality AS claim, r.id AS statement
ORDER BY status, r.end_max, r.end_min, r.id
