// title: What passed between two actors
// about: Every relation said to hold, or not to hold, between them, earliest first, with the words.
// parameter one: actor = Ho Chi Minh; one of the two
// parameter other: actor = Soviet Union; the other
// example: histgraph ask between one=Comintern other="Ho Chi Minh"
// columns: began, ended, source, relation, target, claim, quote, statement
MATCH (:Actor {id: $one})-[r]-(:Actor {id: $other})
WITH DISTINCT r, CASE
    WHEN r.start IS NULL THEN coalesce(r.end_max, r.end_min)
    WHEN r.start STARTS WITH '..' THEN r.start_max
    ELSE r.start_min
  END AS day
RETURN r.start AS began, r.end AS ended, startNode(r).name AS source, type(r) AS relation,
  endNode(r).name AS target, r.modality AS claim, r.quotes[0] AS quote, r.id AS statement
ORDER BY NOT r.dated, day, r.start_max, r.id
