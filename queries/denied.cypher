// title: What is denied, only intended, or only reported
// about: Statements that do not assert what they name, with the words; they stay out of paths and counts.
// parameter claim: text = negated; negated, intended or reported
// example: histgraph ask denied claim=intended
// columns: began, ended, source, relation, target, quote, statement
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.modality = toLower($claim)
WITH a, r, b, CASE
    WHEN r.start IS NULL THEN coalesce(r.end_max, r.end_min)
    WHEN r.start STARTS WITH '..' THEN r.start_max
    ELSE r.start_min
  END AS day
RETURN r.start AS began, r.end AS ended, a.name AS source, type(r) AS relation,
  b.name AS target, r.quotes[0] AS quote, r.id AS statement
ORDER BY NOT r.dated, day, r.start_max, r.id
