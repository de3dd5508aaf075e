// title: Triangles of enemies: three of whom each was in conflict with both others
// about: With the relations that say so; undated ones only if no period is given.
// parameter period: date = ; only conflicts that certainly or possibly went on then
// example: histgraph ask enemy-triangles period=194X
// columns: one, other, third, one_other, one_third, other_third
MATCH (a:Actor)-[r]-(b:Actor)
WHERE a.id < b.id AND r.polarity = 'conflict' AND r.modality = 'asserted' AND NOT r.impossible
  AND ($period_first IS NULL AND $period_last IS NULL OR r.dated)
  AND ($period_last IS NULL OR r.start_min IS NULL OR r.start_min <= date($period_last))
  AND ($period_first IS NULL OR r.end_max IS NULL OR r.end_max >= date($period_first))
WITH a, b, type(r) AS kind
ORDER BY kind
WITH a, b, collect(DISTINCT kind) AS one_other
MATCH (b)-[s]-(c:Actor)
WHERE b.id < c.id AND s.polarity = 'conflict' AND s.modality = 'asserted' AND NOT s.impossible
  AND ($period_first IS NULL AND $period_last IS NULL OR s.dated)
  AND ($period_last IS NULL OR s.start_min IS NULL OR s.start_min <= date($period_last))
  AND ($period_first IS NULL OR s.end_max IS NULL OR s.end_max >= date($period_first))
WITH a, b, c, one_other, type(s) AS kind
ORDER BY kind
WITH a, b, c, one_other, collect(DISTINCT kind) AS other_third
MATCH (a)-[t]-(c)
WHERE t.polarity = 'conflict' AND t.modality = 'asserted' AND NOT t.impossible
  AND ($period_first IS NULL AND $period_last IS NULL OR t.dated)
  AND ($period_last IS NULL OR t.start_min IS NULL OR t.start_min <= date($period_last))
  AND ($period_first IS NULL OR t.end_max IS NULL OR t.end_max >= date($period_first))
WITH a, b, c, one_other, other_third, type(t) AS kind
ORDER BY kind
WITH a, b, c, one_other, other_third, collect(DISTINCT kind) AS one_third
RETURN a.name AS one, b.name AS other, c.name AS third, one_other, one_third, other_third
ORDER BY a.id, b.id, c.id
