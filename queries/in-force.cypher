// title: What was in force on a day, or at some time in a month, year or decade
// about: Dated relations that certainly or possibly held then; an end that nobody states stays possible.
// parameter day: date = 1960; a date, as exact as you like: 1960-05-01, 1960-05, 1960, 196X
// parameter actor: actor = ; only relations of this actor (everyone's, if left out)
// example: histgraph ask in-force day=1978-12-31 actor="Socialist Republic of Vietnam"
// columns: status, source, relation, target, began, ended, statement
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.modality = 'asserted' AND r.dated AND NOT r.impossible
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
  AND ($day_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($day_last))
  AND ($day_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($day_first))
WITH a, r, b,
  CASE
    WHEN ($day_last IS NULL OR r.start_max <= date($day_last))
      AND ($day_first IS NULL OR r.end_min >= date($day_first)) THEN 'certainly'
    ELSE 'possibly'
  END AS status
RETURN status, a.name AS source, type(r) AS relation, b.name AS target, r.start AS began,
  r.end AS ended, r.id AS statement
ORDER BY status, a.id, type(r), b.id, r.id
