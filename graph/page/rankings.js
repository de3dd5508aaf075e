// Which paths come first: as graph/rankings.py.
//
// - fewest: the fewest steps; then certain before only possible; then the earliest arrival; then the actors.
// - earliest: the earliest arrival; then the fewest steps; then certain first; then the actors.
// - latest: the latest departure; then as before.
// - fastest: the fewest days from the first step to the last; then as before.

import { CERTAINLY } from './model.js';
import { Search, SpanSearch, compare } from './chains.js';
import { Rings } from './rings.js';
import { pathThrough } from './tracing.js';
import { Mirror, View, mirrored } from './walks.js';

/** All paths as far as the budget goes, the best first, each behind what it is ranked by: [key, path]. */
export const ranked = (graph, source, target, budget) => (
  (graph.question.by === 'fewest' ? byFewestSteps : byMeasure)(graph, source, target, budget));

/** What sorted lists give together, in order; of equals, the earlier list's first. */
export const merged = function* (lists) {
  const heads = lists.map((list) => ({ list, next: list.next() }));
  for (;;) {
    let best = null;
    for (const head of heads) if (!head.next.done && (!best || compare(head.next.value[0], best.next.value[0]) < 0)) best = head;
    if (!best) return;
    yield best.next.value;
    best.next = best.list.next();
  }
};

function* byFewestSteps(graph, source, target, budget) {
  const { question } = graph;
  const [since, until] = graph.bounds;
  const rings = new Rings(graph, target);
  const [certain, possible] = [true, false].map((sure) => new Search(new View(graph, sure), rings, { source, target, since, until }, budget));
  for (let length = 1; length <= question.steps; length++) {
    rings.grow(length - 1);
    const found = new Set();
    for (const [mark, actors] of certain.ofLength(length)) {
      found.add(actors.join());
      yield [[length, false, mark, actors], pathThrough(graph, actors)];
    }
    // All certain ones are known by now, so that whatever else is possible is only possible.
    if (!budget.spent && !question.certain) {
      for (const [mark, actors] of possible.ofLength(length)) if (!found.has(actors.join())) yield [[length, true, mark, actors], pathThrough(graph, actors)];
    }
    if (budget.spent) return;
  }
}

const certainFirst = ({ certainty, actors }) => [certainty !== CERTAINLY, actors];

function* byMeasure(graph, source, target, budget) {
  const { steps } = graph.question;
  const { search, isTurned } = searchFor(graph, source, target, budget);
  const lengths = Array.from({ length: steps }, (_, at) => at + 1);
  const sorted = (group) => group.paths.map((path) => [[...group.key, ...certainFirst(path)], path]).sort(([one], [other]) => compare(one, other));
  let group = null;
  for (const [[measure, length, actors]] of merged(lengths.map((length) => ofLength(search, length)))) {
    if (group && compare(group.key, [measure, length]) !== 0) {
      yield* sorted(group);
      group = null;
    }
    group ??= { key: [measure, length], paths: [] };
    group.paths.push(pathThrough(graph, isTurned ? [...actors].reverse() : actors));
  }
  if (group) yield* sorted(group);
}

/** Measure, length and actors of chains. */
function* ofLength(search, length) {
  for (const [measure, actors] of search.ofLength(length)) yield [[measure, length, actors]];
}

/** What finds the paths in the order asked for, and whether it finds them from behind. */
function searchFor(graph, source, target, budget) {
  const { by, certain, steps } = graph.question;
  const isTurned = by === 'latest';
  const [first, last] = isTurned ? [target, source] : [source, target];
  const [since, until] = isTurned ? mirrored(graph.bounds) : graph.bounds;
  const rings = new Rings(graph, last);
  rings.grow(steps);
  const view = new (isTurned ? Mirror : View)(graph, certain);
  const search = new (by === 'fastest' ? SpanSearch : Search)(view, rings, { source: first, target: last, since, until }, budget);
  return { search, isTurned };
}
