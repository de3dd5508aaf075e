// title: Who supported, aided, advised, armed or trained an actor
// about: At some time in a period, certainly or possibly; what has no date comes last.
// parameter actor: actor = Democratic Republic of Vietnam; who was backed
// parameter period: date = ; a date, as wide as you like: 1960, 196X, 1954/1975 (any, if left out)
// example: histgraph ask backers actor="South Vietnam" period=1960
// columns: status, backer, relation, began, ended, statement
MATCH (a:Actor)-[r:ADVISED|AIDED|SENT_ADVISERS_TO|SENT_TROOPS_TO|SUPPORTED|TRAINED]->(:Actor {id: $actor})
WHERE r.modality = 'asserted' AND NOT r.impossible
  AND ($period_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($period_last))
  AND ($period_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($period_first))
WITH a, r,
  CASE
    WHEN NOT r.dated THEN 'undated'
    WHEN ($period_last IS NULL OR r.start_max <= date($period_last))
      AND ($period_first IS NULL OR r.end_min >= date($period_first)) THEN 'certainly'
    ELSE 'possibly'
  END AS status
RETURN status, a.name AS backer, type(r) AS relation, r.start AS began, r.end AS ended, r.id AS statement
ORDER BY NOT r.dated, status, a.id, type(r), r.id
