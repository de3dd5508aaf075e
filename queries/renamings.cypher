// title: Who changed name, and which state or body followed which
// about: Renamings and successions of states, parties and other bodies, in order of time.
// example: histgraph ask renamings
// columns: began, before, relation, after, quote, statement
MATCH (a:Actor)-[r:RENAMED_TO|SUCCEEDED_BY]->(b:Actor)
WHERE r.modality = 'asserted'
WITH a, r, b, CASE
    WHEN r.start IS NULL THEN coalesce(r.end_max, r.end_min)
    WHEN r.start STARTS WITH '..' THEN r.start_max
    ELSE r.start_min
  END AS day
RETURN r.start AS began, a.name AS before, type(r) AS relation, b.name AS after,
  r.quotes[0] AS quote, r.id AS statement
ORDER BY NOT r.dated, day, r.start_max, r.id
