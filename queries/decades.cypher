// title: An actor's relations by decade
// about: How many are said to have begun in each, of cooperation and of conflict, and with how many others.
// parameter actor: actor = Soviet Union; whose relations
// example: histgraph ask decades actor=China
// columns: decade, cooperation, conflict, other, partners
MATCH (:Actor {id: $actor})-[r]-(b:Actor)
WHERE r.modality = 'asserted' AND NOT r.impossible AND r.start IS NOT NULL AND b.id <> $actor
WITH DISTINCT r, b.id AS partner,
  CASE WHEN r.start STARTS WITH '..' THEN r.start_max ELSE r.start_min END AS day
WHERE day IS NOT NULL
WITH day.year / 10 * 10 AS decade, r.polarity AS polarity, partner
RETURN decade, sum(CASE polarity WHEN 'cooperation' THEN 1 ELSE 0 END) AS cooperation,
  sum(CASE polarity WHEN 'conflict' THEN 1 ELSE 0 END) AS conflict,
  sum(CASE polarity WHEN 'neutral' THEN 1 ELSE 0 END) AS other, count(DISTINCT partner) AS partners
ORDER BY decade
