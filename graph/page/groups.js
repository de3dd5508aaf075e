// In what groups the lanes of the timeline stand.

import { nameOf, relations, families, edges, familyOf, pairOf, CERTAINLY } from './model.js';
import { count } from './dom.js';
import { shown, stepsRead, allYears, inThoseYears } from './state.js';

/** What a reader can group by; the first is how the timeline opens. */
export const GROUPINGS = { time: 'time', actor: 'actor', pair: 'pair of actors', family: 'kind of relation' };

/** Positions by a key of each, or by several keys, in the order in which they are met. */
function gathered(positions, keysOf) {
  const found = new Map();
  for (const position of positions) {
    for (const key of keysOf(position)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(position);
    }
  }
  return [...found];
}

const byNumber = ([, one], [, other]) => other.length - one.length;

/** With years chosen, first what certainly held in them; what has no place on the axis comes last. */
function byTime(positions) {
  const dated = positions.filter((position) => relations[position].dated);
  const undated = positions.filter((position) => !relations[position].dated);
  const certain = dated.filter((position) => allYears() || shown().answers[position] === CERTAINLY);
  const possible = dated.filter((position) => !allYears() && shown().answers[position] !== CERTAINLY);
  return [
    { title: allYears() ? '' : `Certainly ${inThoseYears()}`, positions: certain },
    { title: 'Only possibly then, mostly since no end is stated', positions: possible },
    { title: 'Undated: nothing in the texts places them on the axis', positions: undated },
  ];
}

const namesOf = (pair) => [...new Set([edges[pair].from, edges[pair].to])].map(nameOf).join(' – ');

const WAYS = {
  time: byTime,
  actor: (positions) => gathered(positions, (position) => new Set(relations[position].ends)).sort(byNumber)
    .map(([actor, own]) => ({ title: nameOf(actor), actor, positions: own })),
  pair: (positions) => gathered(positions, (position) => [pairOf[position]]).sort(byNumber)
    .map(([pair, own]) => ({ title: namesOf(pair), positions: own })),
  family: (positions) => Object.keys(families).map((family) => ({
    title: families[family].label, positions: positions.filter((position) => familyOf(relations[position]) === family),
  })),
};

/** The path that is read comes first, step by step. */
function afterPath(positions, groupsOf) {
  const taken = stepsRead().map((step) => step.relations[0].position);
  if (!taken.length) return groupsOf(positions);
  const rest = groupsOf(positions.filter((position) => !taken.includes(position)));
  return [{ title: 'The path', positions: taken }, ...rest.map((group) => ({ ...group, title: group.title || 'All else that is shown' }))];
}

/** Groups `{ title, positions, actor? }` without empty ones; an actor's groups hold a relation twice, once at each end. */
export function groups(positions, way) {
  return afterPath(positions, WAYS[way] ?? byTime).filter((group) => group.positions.length)
    .map((group) => ({ ...group, title: group.title && `${group.title} · ${count(group.positions.length, 'relation')}` }));
}
