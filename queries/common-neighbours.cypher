// title: Common neighbours: who had relations with both of two actors
// about: And which, in the order of their names.
// parameter one: actor = Ho Chi Minh; one of the two
// parameter other: actor = Soviet Union; the other
// example: histgraph ask common-neighbours one=China other="United States"
// columns: neighbour, kind, with_one, with_other
MATCH (:Actor {id: $one})-[r]-(n:Actor)-[s]-(:Actor {id: $other})
WHERE r.modality = 'asserted' AND s.modality = 'asserted' AND n.id <> $one AND n.id <> $other
WITH n, type(r) AS first, type(s) AS second
ORDER BY n.id, first, second
WITH n, collect(DISTINCT first) AS with_one, collect(DISTINCT second) AS with_other
RETURN n.name AS neighbour, n.kind AS kind, with_one, with_other
ORDER BY n.name, n.id
