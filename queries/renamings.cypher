// title: Who changed name, and who succeeded whom
// about: Renamings and successions of states, parties and offices, in order of time.
// example: histgraph ask renamings
// columns: began, before, relation, after, claim, quote, statement
MATCH (a:Actor)-[r:RENAMED_TO|SUCCEEDED_BY|SUCCEEDED]->(b:Actor)
WITH r, CASE type(r) WHEN 'SUCCEEDED' THEN b ELSE a END AS former,
  CASE type(r) WHEN 'SUCCEEDED' THEN a ELSE b END AS latter,
  CASE
    WHEN r.start IS NULL THEN coalesce(r.end_max, r.end_min)
    WHEN r.start STARTS WITH '..' THEN r.start_max
    ELSE r.start_min
  END AS day
RETURN r.start AS began, former.name AS before, type(r) AS relation, latter.name AS after,
  r.modality AS claim, r.quotes[0] AS quote, r.id AS statement
ORDER BY NOT r.dated, day, r.start_max, r.id
