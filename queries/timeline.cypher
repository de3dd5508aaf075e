// title: The timeline of an actor
// about: All that it did and all that was done to it, earliest first; what has no date comes last.
// parameter actor: actor = Ho Chi Minh; whose timeline
// example: histgraph ask timeline actor=Comintern
// columns: began, ended, source, relation, target, claim, statement
MATCH (:Actor {id: $actor})-[r]-(:Actor)
WITH DISTINCT r, CASE
    WHEN r.start IS NULL THEN coalesce(r.end_max, r.end_min)
    WHEN r.start STARTS WITH '..' THEN r.start_max
    ELSE r.start_min
  END AS day
RETURN r.start AS began, r.end AS ended, startNode(r).name AS source, type(r) AS relation,
  endNode(r).name AS target, r.modality AS claim, r.id AS statement
ORDER BY NOT r.dated, day, r.start_max, r.id
