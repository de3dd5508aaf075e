// title: First and last: when an actor's relations with each other actor begin and end
// about: The earliest and the latest dated relation with each, by when they began.
// parameter actor: actor = Soviet Union; whose relations
// example: histgraph ask first-last actor=China
// columns: partner, first, first_began, last, last_began
MATCH (a:Actor {id: $actor})-[r]-(b:Actor)
WHERE r.modality = 'asserted' AND NOT r.impossible AND r.start IS NOT NULL AND b.id <> a.id
WITH DISTINCT b, r, CASE WHEN r.start STARTS WITH '..' THEN r.start_max ELSE r.start_min END AS day
ORDER BY b.id, day, r.start_max, r.id
WITH b, collect({relation: type(r), start: r.start}) AS dated
RETURN b.name AS partner, dated[0].relation AS first, dated[0].start AS first_began,
  dated[-1].relation AS last, dated[-1].start AS last_began
ORDER BY b.name, b.id
