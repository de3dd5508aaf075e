// title: Agreements and their parties
// about: Each treaty or agreement with all who are said to be party to it, and the first date given.
// example: histgraph ask agreements
// columns: began, agreement, parties, statements
MATCH (p:Actor)-[r:PARTY_TO]->(a:Actor)
WHERE r.modality = 'asserted'
WITH a, p, r
ORDER BY coalesce(r.start_min, r.start_max), p.id, r.id
WITH a, collect(DISTINCT p.name) AS parties, collect(r.start)[0] AS began,
  min(coalesce(r.start_min, r.start_max)) AS day, collect(r.id) AS statements
RETURN began, a.name AS agreement, parties, statements
ORDER BY day, a.id
