// title: What began between two dates
// about: Relations that certainly or possibly began then, earliest first.
// parameter since: date = 1945-09; the earliest date
// parameter until: date = 1946; the latest date
// example: histgraph ask began since=1950 until=1950-06
// columns: status, began, source, relation, target, claim, statement
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.start IS NOT NULL AND NOT r.impossible
  AND ($until_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($until_last))
  AND ($since_first IS NULL OR r.start_max IS NULL OR r.start_max >= date($since_first))
WITH a, r, b,
  CASE
    WHEN ($since_first IS NULL OR r.start_min >= date($since_first))
      AND ($until_last IS NULL OR r.start_max <= date($until_last)) THEN 'certainly'
    ELSE 'possibly'
  END AS status,
  CASE WHEN r.start STARTS WITH '..' THEN r.start_max ELSE r.start_min END AS day
RETURN status, r.start AS began, a.name AS source, type(r) AS relation, b.name AS target,
  r.modality AS claim, r.id AS statement
ORDER BY status, day, r.start_max, r.id
