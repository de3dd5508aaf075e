// title: Brokers: who connects others that have no relations of their own
// about: By the number of pairs of partners, in cooperation, between whom nothing is said to have passed.
// parameter kind: text = ; only brokers of this kind, such as Organization or Person
// parameter limit: integer = 10; how many actors
// example: histgraph ask brokers kind=Organization
// columns: broker, kind, partners, pairs
MATCH (n:Actor)-[s]-(:Actor)
WITH n, count(s) AS degree
MATCH (n)-[r]-(m:Actor)
WHERE r.polarity = 'cooperation' AND r.modality = 'asserted' AND NOT r.impossible AND n.id <> m.id
  AND ($kind IS NULL OR toLower(m.kind) = toLower($kind))
WITH DISTINCT m, n, degree
ORDER BY degree, n.id
WITH m, collect(n) AS friends, collect(n.id) AS ids
WHERE size(ids) > 1
// all but the best connected partner: its pairs are found from the other side
UNWIND friends[0..size(ids) - 1] AS x
OPTIONAL MATCH (x)-[s]-(y:Actor)
WHERE s.modality = 'asserted' AND y.id IN ids AND y.id <> x.id
WITH m, size(ids) AS known,
  count(DISTINCT CASE WHEN x.id < y.id THEN x.id + ' ' + y.id ELSE y.id + ' ' + x.id END) AS linked
RETURN m.name AS broker, m.kind AS kind, known AS partners, known * (known - 1) / 2 - linked AS pairs
ORDER BY pairs DESC, partners DESC, m.id
LIMIT $limit
