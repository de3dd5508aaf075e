// title: Impossible orders: dates on which an actor did not exist
// about: Statements whose dates leave no day on which both actors existed; they are kept, and stay out of paths.
// example: histgraph ask impossible
// columns: source, existed, relation, target, target_existed, began, ended, quote, statement
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.impossible
RETURN a.name AS source, toString(a.existed_min) + ' to ' + coalesce(toString(a.existed_max), 'now') AS existed,
  type(r) AS relation, b.name AS target,
  toString(b.existed_min) + ' to ' + coalesce(toString(b.existed_max), 'now') AS target_existed,
  r.start AS began, r.end AS ended, r.quotes[0] AS quote, r.id AS statement
ORDER BY r.id
