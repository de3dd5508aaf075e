// title: Who was backed by one, and later by an enemy of that one
// about: With the first backing by each.  The status says whether the dates make that order certain.
// parameter actor: actor = ; only changes of this actor's backers (everyone's, if left out)
// example: histgraph ask switched-patrons
// columns: status, backed, patron, since, next_patron, began
MATCH (p:Actor)-[s:ADVISED|AIDED|ALLIED_WITH|SENT_ADVISERS_TO|SENT_TROOPS_TO|SUPPORTED|TRAINED]->(c:Actor)
WHERE s.modality = 'asserted' AND NOT s.impossible AND s.start IS NOT NULL
  AND ($actor IS NULL OR c.id = $actor)
MATCH (c)<-[t:ADVISED|AIDED|ALLIED_WITH|SENT_ADVISERS_TO|SENT_TROOPS_TO|SUPPORTED|TRAINED]-(q:Actor)
WHERE q.id <> p.id AND t.modality = 'asserted' AND NOT t.impossible AND t.start IS NOT NULL
  AND (s.start_min IS NULL OR t.start_max IS NULL OR s.start_min < t.start_max)
MATCH (p)-[f]-(q)
WHERE f.polarity = 'conflict' AND f.modality = 'asserted' AND NOT f.impossible
WITH DISTINCT c, p, q, s, t,
  CASE WHEN s.start_max < t.start_min THEN 'certainly' ELSE 'possibly' END AS status
ORDER BY c.id, p.id, q.id, status, coalesce(s.start_min, s.start_max), s.id,
  coalesce(t.start_min, t.start_max), t.id
WITH c, p, q, collect({status: status, since: s.start, began: t.start})[0] AS turn
RETURN turn.status AS status, c.name AS backed, p.name AS patron, turn.since AS since, q.name AS next_patron,
  turn.began AS began
ORDER BY status, c.id, p.id, q.id
