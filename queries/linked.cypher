// title: How two actors are linked, directly or by way of one other
// about: Each chain of one or two steps, in either direction; undated relations count as well.
// parameter one: actor = Ho Chi Minh; where the chains begin
// parameter other: actor = Soviet Union; where they end
// parameter before: date = ; only relations that may have begun before this date
// example: histgraph ask linked one="Ho Chi Minh" other=USSR before=1945
// columns: steps, chain
MATCH p = (:Actor {id: $one})-[*1..2]-(:Actor {id: $other})
WHERE all(n IN nodes(p) WHERE n:Actor)
  AND all(r IN relationships(p) WHERE r.modality = 'asserted' AND NOT r.impossible AND (
    $before_first IS NULL OR coalesce(r.start_min, r.start_max, r.end_max) IS NULL
    OR coalesce(r.start_min, r.start_max, r.end_max) < date($before_first)))
WITH DISTINCT length(p) AS steps, [n IN nodes(p) | n.name] AS chain, [n IN nodes(p) | n.id] AS ids
WHERE ids[1] <> $one AND (steps = 1 OR ids[1] <> $other)
RETURN steps, chain
ORDER BY steps, ids
