// title: Who founded, led, chaired or ruled an actor
// about: In order of time, with the words; what has no date comes last.
// parameter of: actor = Democratic Republic of Vietnam; who was founded or led
// example: histgraph ask leaders of=USSR
// columns: began, ended, leader, relation, quote, statement
MATCH (a:Actor)-[r:CHAIRED|FOUNDED|LED|PROCLAIMED|RULED]->(:Actor {id: $of})
WHERE r.modality = 'asserted' AND NOT r.impossible
WITH a, r, CASE
    WHEN r.start IS NULL THEN coalesce(r.end_max, r.end_min)
    WHEN r.start STARTS WITH '..' THEN r.start_max
    ELSE r.start_min
  END AS day
RETURN r.start AS began, r.end AS ended, a.name AS leader, type(r) AS relation, r.quotes[0] AS quote,
  r.id AS statement
ORDER BY NOT r.dated, day, r.start_max, r.id
