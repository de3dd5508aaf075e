// title: The shortest chains between two actors
// about: Of as few steps as it takes, four at most, over all that is asserted, whatever the dates: for each
// about: actor that may come before the last, the chain that most readings bear out.
// parameter one: actor = Ho Chi Minh; where the chains begin
// parameter other: actor = Soviet Union; where they end
// example: histgraph ask shortest-chains one="Viet Minh" other="United Nations"
// columns: steps, chain, relations
MATCH (one:Actor {id: $one})
WITH [{at: one.id, via: '', ids: [one.id], chain: [one.name], relations: [], readings: 0, id: ''}] AS reached
// step one, unless others have arrived before
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND NOT r.impossible AND NOT b.id IN s.ids
WITH CASE WHEN b IS NULL THEN s ELSE {
    at: b.id, via: s.at, ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    readings: s.readings + size(r.passages), id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.readings DESC, s.id
WITH s.at AS at, CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS found, collect(CASE WHEN at = $other THEN s END) AS arrived
WITH CASE WHEN size(arrived) > 0 THEN arrived ELSE found END AS reached
// step two, unless others have arrived before
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND NOT r.impossible AND NOT b.id IN s.ids
WITH CASE WHEN b IS NULL THEN s ELSE {
    at: b.id, via: s.at, ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    readings: s.readings + size(r.passages), id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.readings DESC, s.id
WITH s.at AS at, CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS found, collect(CASE WHEN at = $other THEN s END) AS arrived
WITH CASE WHEN size(arrived) > 0 THEN arrived ELSE found END AS reached
// step three, unless others have arrived before
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND NOT r.impossible AND NOT b.id IN s.ids
WITH CASE WHEN b IS NULL THEN s ELSE {
    at: b.id, via: s.at, ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    readings: s.readings + size(r.passages), id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.readings DESC, s.id
WITH s.at AS at, CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS found, collect(CASE WHEN at = $other THEN s END) AS arrived
WITH CASE WHEN size(arrived) > 0 THEN arrived ELSE found END AS reached
// step four, unless others have arrived before
UNWIND reached AS s
OPTIONAL MATCH (:Actor {id: s.at})-[r]-(b:Actor)
WHERE s.at <> $other AND r.modality = 'asserted' AND NOT r.impossible AND NOT b.id IN s.ids
WITH CASE WHEN b IS NULL THEN s ELSE {
    at: b.id, via: s.at, ids: s.ids + [b.id], chain: s.chain + [b.name],
    relations: s.relations + [
      startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name + coalesce(' ' + r.start, '')
    ],
    readings: s.readings + size(r.passages), id: s.id + r.id + ' '
  } END AS s
ORDER BY s.at, s.readings DESC, s.id
WITH s.at AS at, CASE WHEN s.at = $other THEN s.via ELSE '' END AS via, collect(s)[0] AS s
WITH collect(s) AS found, collect(CASE WHEN at = $other THEN s END) AS arrived
WITH CASE WHEN size(arrived) > 0 THEN arrived ELSE found END AS reached
UNWIND reached AS s
WITH s
WHERE s.at = $other
RETURN size(s.relations) AS steps, s.chain AS chain, s.relations AS relations
ORDER BY s.readings DESC, s.id
