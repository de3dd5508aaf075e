// title: Who turned from cooperation to conflict
// about: Pairs whose conflict began after a cooperation had; for each the first such conflict and the last
// about: cooperation to begin before it. The status says whether the dates make that order certain.
// parameter actor: actor = ; only pairs with this actor (all, if left out)
// example: histgraph ask turned actor=China
// columns: status, one, other, cooperation, since, conflict, began
MATCH (a:Actor)-[c]-(b:Actor)
WHERE a.id < b.id AND c.polarity = 'cooperation' AND c.modality = 'asserted' AND NOT c.impossible
  AND c.start IS NOT NULL AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
MATCH (a)-[f]-(b)
WHERE f.polarity = 'conflict' AND f.modality = 'asserted' AND NOT f.impossible AND f.start IS NOT NULL
  AND (c.start_min IS NULL OR f.start_max IS NULL OR c.start_min < f.start_max)
WITH a, b, c, f,
  CASE WHEN c.start_max < f.start_min THEN 'certainly' ELSE 'possibly' END AS status,
  CASE WHEN f.start STARTS WITH '..' THEN f.start_max ELSE f.start_min END AS day
ORDER BY a.id, b.id, status, day, f.id, coalesce(c.start_max, c.start_min) DESC, c.id
WITH a, b, collect({
  status: status, cooperation: type(c), since: c.start, conflict: type(f), began: f.start, day: day
})[0] AS turn
RETURN turn.status AS status, a.name AS one, b.name AS other, turn.cooperation AS cooperation,
  turn.since AS since, turn.conflict AS conflict, turn.began AS began
ORDER BY status, turn.day, a.id, b.id
