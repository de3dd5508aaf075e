// title: Proxy wars: two who fought, each backed by another state
// about: Backing that certainly began after the fighting, or ended before it, does not count.
// example: histgraph ask proxy-wars
// columns: one, other, began, backers_of_one, backers_of_other
MATCH (p:State)-[s:AIDED|SENT_ADVISERS_TO|SENT_TROOPS_TO|SUPPORTED|TRAINED]->(a:Actor)-[f:FOUGHT]-(b:Actor)
WHERE a.id < b.id AND p.id <> b.id
  AND s.modality = 'asserted' AND f.modality = 'asserted' AND NOT s.impossible AND NOT f.impossible
  AND NOT coalesce(s.start_min > f.end_max, false) AND NOT coalesce(s.end_max < f.start_min, false)
MATCH (b)<-[t:AIDED|SENT_ADVISERS_TO|SENT_TROOPS_TO|SUPPORTED|TRAINED]-(q:State)
WHERE q.id <> a.id AND q.id <> p.id AND t.modality = 'asserted' AND NOT t.impossible
  AND NOT coalesce(t.start_min > f.end_max, false) AND NOT coalesce(t.end_max < f.start_min, false)
WITH a, b, f, p, q
ORDER BY f.start_min, f.id, p.id, q.id
WITH a, b, collect(f.start) AS dates, collect(DISTINCT p.name) AS backers_of_one,
  collect(DISTINCT q.name) AS backers_of_other
RETURN a.name AS one, b.name AS other, head(dates) AS began, backers_of_one, backers_of_other
ORDER BY a.id, b.id
