// title: Who was the first to recognize whom
// about: For each that was recognized, all those who may have been first, certainly so if nobody else can be.
// parameter actor: actor = ; only recognitions of this actor (everyone's, if left out)
// example: histgraph ask first-to-recognize actor=Israel
// columns: status, recognized, first, began, statement
MATCH (:Actor)-[r:RECOGNIZED]->(b:Actor)
WHERE r.modality = 'asserted' AND NOT r.impossible AND r.start IS NOT NULL
  AND ($actor IS NULL OR b.id = $actor)
WITH b, min(r.start_max) AS latest
MATCH (a:Actor)-[r:RECOGNIZED]->(b)
WHERE r.modality = 'asserted' AND NOT r.impossible AND r.start IS NOT NULL
  AND (latest IS NULL OR r.start_min IS NULL OR r.start_min <= latest)
WITH b, a, r
ORDER BY b.id, a.id, coalesce(r.start_max, r.start_min), r.id
WITH b, a, collect(r)[0] AS r
WITH b, collect({name: a.name, id: a.id, start: r.start, statement: r.id}) AS candidates
UNWIND candidates AS c
RETURN CASE size(candidates) WHEN 1 THEN 'certainly' ELSE 'possibly' END AS status, b.name AS recognized,
  c.name AS first, c.start AS began, c.statement AS statement
ORDER BY b.name, b.id, c.id
