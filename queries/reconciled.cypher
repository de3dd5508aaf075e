// title: Who turned from conflict to cooperation
// about: Pairs whose cooperation began after a conflict had; for each the first such cooperation and the last
// about: conflict to begin before it. The status says whether the dates make that order certain.
// parameter actor: actor = ; only pairs with this actor (all, if left out)
// example: histgraph ask reconciled actor="United States"
// columns: status, one, other, conflict, since, cooperation, began
MATCH (a:Actor)-[f]-(b:Actor)
WHERE a.id < b.id AND f.polarity = 'conflict' AND f.modality = 'asserted' AND NOT f.impossible
  AND f.start IS NOT NULL AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
MATCH (a)-[c]-(b)
WHERE c.polarity = 'cooperation' AND c.modality = 'asserted' AND NOT c.impossible AND c.start IS NOT NULL
  AND (f.start_min IS NULL OR c.start_max IS NULL OR f.start_min < c.start_max)
WITH a, b, c, f,
  CASE WHEN f.start_max < c.start_min THEN 'certainly' ELSE 'possibly' END AS status,
  CASE WHEN c.start STARTS WITH '..' THEN c.start_max ELSE c.start_min END AS day
ORDER BY a.id, b.id, status, day, c.id, coalesce(f.start_max, f.start_min) DESC, f.id
WITH a, b, collect({
  status: status, conflict: type(f), since: f.start, cooperation: type(c), began: c.start, day: day
})[0] AS turn
RETURN turn.status AS status, a.name AS one, b.name AS other, turn.conflict AS conflict,
  turn.since AS since, turn.cooperation AS cooperation, turn.began AS began
ORDER BY status, turn.day, a.id, b.id
