// title: Where the sources do not agree
// about: Pairs of statements that cannot both hold, with the words of each.
// example: histgraph ask disagreements
// columns: one, one_says, other, other_says
MATCH (a:Actor)-[r]->(b:Actor)
WHERE size(r.disagrees) > 0
WITH r, a.name + ' ' + type(r) + ' ' + b.name + coalesce(' ' + r.start, '') +
  CASE r.modality WHEN 'asserted' THEN '' ELSE ' (' + r.modality + ')' END AS claim
WITH collect({id: r.id, disagrees: r.disagrees, claim: claim, quote: r.quotes[0]}) AS disputed
UNWIND disputed AS x
UNWIND disputed AS y
WITH x, y
WHERE x.id < y.id AND y.id IN x.disagrees
RETURN x.claim AS one, x.quote AS one_says, y.claim AS other, y.quote AS other_says
ORDER BY x.id, y.id
