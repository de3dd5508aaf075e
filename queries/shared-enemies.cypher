// title: The enemy of my enemy: who was in conflict with the same actors
// about: With the enemies that both have, and how the two cooperated, if they did.
// parameter actor: actor = Soviet Union; whose enemies
// example: histgraph ask shared-enemies actor=China
// columns: other, enemies, cooperation
MATCH (:Actor {id: $actor})-[r]-(e:Actor)-[s]-(b:Actor)
WHERE e.id <> $actor AND b.id <> $actor AND b.id <> e.id
  AND r.polarity = 'conflict' AND r.modality = 'asserted' AND NOT r.impossible
  AND s.polarity = 'conflict' AND s.modality = 'asserted' AND NOT s.impossible
WITH DISTINCT b, e
ORDER BY e.name, e.id
WITH b, collect(e.name) AS enemies
OPTIONAL MATCH (b)-[c]-(:Actor {id: $actor})
WHERE c.polarity = 'cooperation' AND c.modality = 'asserted' AND NOT c.impossible
WITH b, enemies, type(c) AS kind
ORDER BY kind
WITH b, enemies, collect(DISTINCT kind) AS cooperation
RETURN b.name AS other, enemies, cooperation
ORDER BY size(enemies) DESC, b.name, b.id
