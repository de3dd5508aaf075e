// title: Go-betweens: who cooperates with the camps of two actors
// about: The camp of each is who cooperates with it and not with the other.
// parameter one: actor = Soviet Union; the one side
// parameter other: actor = United States; the other side
// example: histgraph ask go-betweens one=China other="United States"
// columns: between, kind, of_one, of_other
MATCH (:Actor {id: $one})-[r]-(x:Actor)
WHERE r.polarity = 'cooperation' AND r.modality = 'asserted' AND NOT r.impossible
  AND NOT x.id IN [$one, $other]
WITH collect(DISTINCT x.id) AS friends
MATCH (:Actor {id: $other})-[s]-(y:Actor)
WHERE s.polarity = 'cooperation' AND s.modality = 'asserted' AND NOT s.impossible
  AND NOT y.id IN [$one, $other]
WITH friends, collect(DISTINCT y.id) AS others
WITH [x IN friends WHERE NOT x IN others] AS first, [y IN others WHERE NOT y IN friends] AS second
MATCH (m:Actor)-[t]-(n:Actor)
WHERE t.polarity = 'cooperation' AND t.modality = 'asserted' AND NOT t.impossible
  AND NOT m.id IN [$one, $other] AND (n.id IN first OR n.id IN second)
WITH DISTINCT m, n, n.id IN first AS of_first
ORDER BY n.name, n.id
WITH m, collect(CASE WHEN of_first THEN n.name END) AS of_one,
  collect(CASE WHEN NOT of_first THEN n.name END) AS of_other
WHERE size(of_one) > 0 AND size(of_other) > 0
RETURN m.name AS `between`, m.kind AS kind, of_one, of_other
ORDER BY size(of_one) * size(of_other) DESC, m.id
