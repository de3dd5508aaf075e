// title: Who stood with an actor, and who against it
// about: By their dated relations of cooperation and of conflict which certainly, or only possibly, held then.
// parameter actor: actor = Soviet Union; whose friends and enemies
// parameter day: date = 1960; a date, as exact as you like: 1960-05-01, 1960-05, 1960, 196X
// example: histgraph ask stances actor="Socialist Republic of Vietnam" day=1978-12-31
// columns: side, actor, certainly, possibly
MATCH (a:Actor)-[r]-(:Actor {id: $actor})
WHERE r.polarity IN ['conflict', 'cooperation'] AND r.modality = 'asserted' AND r.dated
  AND NOT r.impossible AND a.id <> $actor
  AND ($day_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($day_last))
  AND ($day_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($day_first))
WITH a, r.polarity AS side, type(r) AS relation,
  min(CASE
    WHEN ($day_last IS NULL OR r.start_max <= date($day_last))
      AND ($day_first IS NULL OR r.end_min >= date($day_first)) THEN 'certainly'
    ELSE 'possibly'
  END) AS status
ORDER BY relation
WITH a, side, collect(CASE status WHEN 'certainly' THEN relation END) AS certainly,
  collect(CASE status WHEN 'possibly' THEN relation END) AS possibly
RETURN side, a.name AS actor, certainly, possibly
ORDER BY side, a.name, a.id
