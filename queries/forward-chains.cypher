// title: Chains between two actors that never go back in time
// about: Of four steps at most, each of which may still hold when the one before it has begun.  For each
// about: actor before the last, and number of steps, the chain that arrives first: if the order is certain,
// about: by the day given; if it is only possible, not before that day.
// parameter one: actor = Ho Chi Minh; where the chains begin
// parameter other: actor = Democratic Republic of Vietnam; where they end
// parameter limit: integer = 20; how many chains
// example: histgraph ask forward-chains one=Comintern other="Socialist Republic of Vietnam"
// columns: status, steps, arrives, chain, relations
MATCH (one:Actor {id: $one})
UNWIND ['certainly', 'possibly'] AS status
WITH collect({
  status: status, at: one.id, via: '', by: date('0001-01-01'), ids: [one.id], chain: [one.name],
  relations: [], id: ''
}) AS reached
// step one
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND r.dated AND NOT r.impossible AND NOT b.id IN s.ids
  AND (size(s.ids) = 1 OR s.by <= r.end_min
    OR s.status = 'possibly' AND (r.end_max IS NULL OR s.by <= r.end_max))
WITH s, r, b, CASE s.status
    WHEN 'certainly' THEN coalesce(r.start_max, date('9999-12-31'))
    ELSE coalesce(r.start_min, date('0001-01-01'))
  END AS begun
WHERE b IS NOT NULL OR s.at = $other
WITH CASE WHEN b IS NULL THEN s ELSE {
    status: s.status, at: b.id, via: s.at, by: CASE WHEN begun > s.by THEN begun ELSE s.by END,
    ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.by, s.id
WITH s.status AS status, s.at AS at, size(s.ids) AS steps,
  CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS reached
// step two
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND r.dated AND NOT r.impossible AND NOT b.id IN s.ids
  AND (size(s.ids) = 1 OR s.by <= r.end_min
    OR s.status = 'possibly' AND (r.end_max IS NULL OR s.by <= r.end_max))
WITH s, r, b, CASE s.status
    WHEN 'certainly' THEN coalesce(r.start_max, date('9999-12-31'))
    ELSE coalesce(r.start_min, date('0001-01-01'))
  END AS begun
WHERE b IS NOT NULL OR s.at = $other
WITH CASE WHEN b IS NULL THEN s ELSE {
    status: s.status, at: b.id, via: s.at, by: CASE WHEN begun > s.by THEN begun ELSE s.by END,
    ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.by, s.id
WITH s.status AS status, s.at AS at, size(s.ids) AS steps,
  CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS reached
// step three
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND r.dated AND NOT r.impossible AND NOT b.id IN s.ids
  AND (size(s.ids) = 1 OR s.by <= r.end_min
    OR s.status = 'possibly' AND (r.end_max IS NULL OR s.by <= r.end_max))
WITH s, r, b, CASE s.status
    WHEN 'certainly' THEN coalesce(r.start_max, date('9999-12-31'))
    ELSE coalesce(r.start_min, date('0001-01-01'))
  END AS begun
WHERE b IS NOT NULL OR s.at = $other
WITH CASE WHEN b IS NULL THEN s ELSE {
    status: s.status, at: b.id, via: s.at, by: CASE WHEN begun > s.by THEN begun ELSE s.by END,
    ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.by, s.id
WITH s.status AS status, s.at AS at, size(s.ids) AS steps,
  CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS reached
// step four
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND r.dated AND NOT r.impossible AND NOT b.id IN s.ids
  AND (size(s.ids) = 1 OR s.by <= r.end_min
    OR s.status = 'possibly' AND (r.end_max IS NULL OR s.by <= r.end_max))
WITH s, r, b, CASE s.status
    WHEN 'certainly' THEN coalesce(r.start_max, date('9999-12-31'))
    ELSE coalesce(r.start_min, date('0001-01-01'))
  END AS begun
WHERE b IS NOT NULL OR s.at = $other
WITH CASE WHEN b IS NULL THEN s ELSE {
    status: s.status, at: b.id, via: s.at, by: CASE WHEN begun > s.by THEN begun ELSE s.by END,
    ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.by, s.id
WITH s.status AS status, s.at AS at, size(s.ids) AS steps,
  CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS reached
UNWIND reached AS s
WITH s
WHERE s.at = $other
WITH s
ORDER BY s.status, s.id
WITH s.via AS via, size(s.relations) AS steps, collect(s)[0] AS s
RETURN s.status AS status, steps,
  CASE WHEN NOT s.by IN [date('0001-01-01'), date('9999-12-31')] THEN s.by END AS arrives,
  s.chain AS chain, s.relations AS relations
ORDER BY status, steps, s.by, s.id
LIMIT $limit
