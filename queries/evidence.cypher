// title: What says so: every passage behind the relations of two actors
// about: Document, place and words of each reading, by statement.
// parameter one: actor = Soviet Union; one of the two
// parameter other: actor = Democratic Republic of Vietnam; the other
// parameter relation: text = ; only this type of relation, such as RECOGNIZED
// example: histgraph ask evidence one=USSR other=DRV relation=RECOGNIZED
// columns: source, relation, target, claim, document, from_character, to_character, quote, reference, statement
MATCH (:Actor {id: $one})-[r]-(:Actor {id: $other})
WHERE $relation IS NULL OR type(r) = toUpper($relation)
WITH DISTINCT r, CASE
    WHEN r.start IS NULL THEN coalesce(r.end_max, r.end_min)
    WHEN r.start STARTS WITH '..' THEN r.start_max
    ELSE r.start_min
  END AS day
UNWIND r.passages AS passage
MATCH (p:Passage {id: passage})-[:IN]->(d:Document)
RETURN startNode(r).name AS source, type(r) AS relation, endNode(r).name AS target, r.modality AS claim,
  d.name AS document, p.start AS from_character, p.end AS to_character, p.text AS quote,
  d.reference AS reference, r.id AS statement
ORDER BY NOT r.dated, day, r.id, d.id, p.start, p.end
