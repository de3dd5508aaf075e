// title: Statements with a coarse date, and the finer ones that they may be
// about: A coarse date that fits several finer ones joins none of them: it may be any of these.
// example: histgraph ask coarser
// columns: source, relation, target, began, may_be, quote, statement
MATCH (a:Actor)-[r]->(b:Actor)
WHERE size(r.could_be) > 0
MATCH (a)-[s]->(b)
WHERE s.id IN r.could_be
WITH a, r, b, s
ORDER BY s.start_min, s.start_max, s.id
WITH a, r, b, collect(coalesce(s.start, 'undated')) AS may_be
RETURN a.name AS source, type(r) AS relation, b.name AS target, r.start AS began, may_be,
  r.quotes[0] AS quote, r.id AS statement
ORDER BY a.id, type(r), b.id, r.id
