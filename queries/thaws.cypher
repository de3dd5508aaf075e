// title: Where cooperation is denied of one time and asserted of a later one
// about: Pairs of such statements about the same two actors.  The status says whether the dates make that
// about: order certain.  Where one of the two has no date it is at best possible, and both are of one type.
// parameter actor: actor = ; only pairs with this actor (all, if left out)
// example: histgraph ask thaws actor="United States"
// columns: status, one, other, denied, from, until, asserted, since, statement
MATCH (a:Actor)-[n]-(b:Actor)
WHERE a.id < b.id AND n.modality = 'negated' AND n.polarity = 'cooperation' AND NOT n.impossible
  AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
MATCH (a)-[y]-(b)
WHERE y.modality = 'asserted' AND y.polarity = 'cooperation' AND NOT y.impossible
  AND (n.dated AND y.dated OR type(y) = type(n))
WITH a, b, n, y,
  CASE WHEN n.end IS NULL THEN n.start_min ELSE n.end_min END AS earliest,
  CASE WHEN n.end IS NULL THEN n.start_max ELSE n.end_max END AS latest
WHERE NOT coalesce(y.start_max < earliest, false)
WITH a, b, n, y, CASE WHEN n.dated AND y.dated AND y.start_min >= latest THEN 'certainly' ELSE 'possibly' END
  AS status
RETURN status, a.name AS one, b.name AS other, type(n) AS denied, n.start AS `from`, n.end AS until,
  type(y) AS asserted, y.start AS since, y.id AS statement
ORDER BY status, a.id, b.id, n.id, y.start_min, y.start_max, y.id
