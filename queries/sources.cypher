// title: What each document contributes
// about: Its readings, the statements that rest on it, those that rest on nothing else, and those disputed.
// example: histgraph ask sources
// columns: document, readings, statements, alone, disputed
MATCH (:Actor)-[r]->(:Actor)
UNWIND r.passages AS passage
MATCH (:Passage {id: passage})-[:IN]->(d:Document)
WITH r, d.id AS document, count(passage) AS readings
WITH r, collect({id: document, readings: readings}) AS told
UNWIND told AS one
MATCH (d:Document {id: one.id})
WITH d, sum(one.readings) AS readings, count(r) AS statements,
  sum(CASE WHEN size(told) = 1 THEN 1 ELSE 0 END) AS alone,
  sum(CASE WHEN size(r.disagrees) > 0 THEN 1 ELSE 0 END) AS disputed
RETURN d.name AS document, readings, statements, alone, disputed
ORDER BY statements DESC, d.name, d.id
