// title: Who was a member of a body, at a date or ever
// about: Whoever joined it or is called its member, with the first date given; who certainly left before is
// about: left out.
// parameter body: actor = Comintern; whose members
// parameter day: date = ; a date, as exact as you like: 1945-10-24, 1945, 194X (any, if left out)
// example: histgraph ask members body="United Nations" day=1977
// columns: status, member, kind, since, left
MATCH (m:Actor)-[r:JOINED|MEMBER_OF]->(o:Actor {id: $body})
WHERE r.modality = 'asserted' AND NOT r.impossible
  AND ($day_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($day_last))
  AND ($day_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($day_first))
OPTIONAL MATCH (m)-[w:WITHDREW_FROM]->(o)
WHERE w.modality = 'asserted' AND NOT w.impossible AND w.start IS NOT NULL
WITH m, r, w
ORDER BY m.id, w.start_max, w.id
WITH m, r, collect(w)[0] AS w
WHERE NOT coalesce(w.start_max < date($day_first) AND w.start_max >= r.start_min, false)
WITH m, w, r,
  CASE
    WHEN NOT r.dated THEN 'undated'
    WHEN w IS NULL AND ($day_last IS NULL OR r.start_max <= date($day_last))
      AND ($day_first IS NULL OR r.end_min >= date($day_first)) THEN 'certainly'
    ELSE 'possibly'
  END AS status
ORDER BY m.id, status, coalesce(r.start_min, r.start_max), r.id
WITH m, collect({status: status, start: r.start})[0] AS r, collect(w.start) AS dates
RETURN r.status AS status, m.name AS member, m.kind AS kind, r.start AS since, head(dates) AS left
ORDER BY status, m.name, m.id
