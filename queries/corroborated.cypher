// title: What more than one document says
// about: Statements that rest on several documents, the best supported first.
// example: histgraph ask corroborated
// columns: documents, source, relation, target, claim, began, statement
MATCH (a:Actor)-[r]->(b:Actor)
UNWIND r.documents AS document
WITH a, r, b, count(DISTINCT document) AS documents
WHERE documents > 1
RETURN documents, a.name AS source, type(r) AS relation, b.name AS target,
  r.modality AS claim, r.start AS began, r.id AS statement
ORDER BY documents DESC, r.id
