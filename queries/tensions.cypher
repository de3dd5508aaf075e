// title: What hardly goes together, though no statement denies another
// about: One thing founded or proclaimed at several dates, a body founded as well as what it was renamed to,
// about: and cooperation denied beside support that has a date and may be of the same time.
// example: histgraph ask tensions
// columns: why, one, other, one_statement, other_statement
CALL {
  MATCH (a:Actor)-[x:FOUNDED|PROCLAIMED]->(o:Actor)<-[y:FOUNDED|PROCLAIMED]-(b:Actor)
  WHERE x.id <> y.id AND x.start <> y.start AND x.modality = 'asserted' AND y.modality = 'asserted'
  RETURN 'several dates' AS why, x, y
  UNION
  MATCH (a:Actor)-[x:FOUNDED]->(new:Actor)<-[r:RENAMED_TO]-(old:Actor)<-[f:FOUNDED]-(b:Actor)
  WHERE x.modality = 'asserted' AND r.modality = 'asserted' AND f.modality = 'asserted'
  UNWIND [f, r] AS y
  RETURN 'founded, or renamed' AS why, x, y
  UNION
  MATCH (a:Actor)-[x:COOPERATED_WITH]-(b:Actor)-[y:SUPPORTED]-(a)
  WHERE x.modality = 'negated' AND y.modality = 'asserted' AND y.start IS NOT NULL
    AND NOT coalesce(y.start_min > x.end_max, false) AND NOT coalesce(y.end_max < x.start_min, false)
  RETURN 'support, denied' AS why, x, y
}
WITH why, CASE WHEN x.id < y.id THEN [x, y] ELSE [y, x] END AS two
WITH DISTINCT why, two[0] AS x, two[1] AS y
RETURN why,
  startNode(x).name + ' ' + type(x) + ' ' + endNode(x).name + coalesce(' ' + x.start, '') AS one,
  startNode(y).name + ' ' + type(y) + ' ' + endNode(y).name + coalesce(' ' + y.start, '') AS other,
  x.id AS one_statement, y.id AS other_statement
ORDER BY why, x.id, y.id
