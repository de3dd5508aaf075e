// title: What changed between two dates
// about: Relations that held, certainly or possibly, at only one of the two dates; acts of a single day are
// about: left out.  An end that nobody states stays possible, and so is no change.
// parameter earlier: date = 1950; the first of the two dates
// parameter later: date = 1980; the second
// parameter actor: actor = ; only relations of this actor (everyone's, if left out)
// example: histgraph ask changed earlier=1949 later=1951 actor="Soviet Union"
// columns: change, status, source, relation, target, began, ended, statement
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.modality = 'asserted' AND r.dated AND NOT r.impossible
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
  AND NOT coalesce(r.start_min = r.end_min AND r.start_max = r.end_max, false)
WITH a, r, b,
  CASE
    WHEN r.start_min > date($earlier_last) OR r.end_max < date($earlier_first) THEN 'no'
    WHEN ($earlier_last IS NULL OR r.start_max <= date($earlier_last))
      AND ($earlier_first IS NULL OR r.end_min >= date($earlier_first)) THEN 'certainly'
    ELSE 'possibly'
  END AS before,
  CASE
    WHEN r.start_min > date($later_last) OR r.end_max < date($later_first) THEN 'no'
    WHEN ($later_last IS NULL OR r.start_max <= date($later_last))
      AND ($later_first IS NULL OR r.end_min >= date($later_first)) THEN 'certainly'
    ELSE 'possibly'
  END AS after
WHERE (before = 'no') <> (after = 'no')
RETURN CASE before WHEN 'no' THEN 'new' ELSE 'gone' END AS change,
  CASE before WHEN 'no' THEN after ELSE before END AS status,
  a.name AS source, type(r) AS relation, b.name AS target, r.start AS began, r.end AS ended, r.id AS statement
ORDER BY change, status, r.start_min, r.start_max, r.id
