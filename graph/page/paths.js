// Paths between two actors, chains of dated relations that never go back in time: as graph/paths.py.
//
// Actors are positions, which are in the order of their ids; chains through the same actors are one path,
// with the parallel relations listed at each step.  Which paths come first rankings.js says.

import { relations, types } from './model.js';
import { UsageError } from './days.js';
import { Budget } from './chains.js';
import { Question } from './steps.js';
import { merged, ranked } from './rankings.js';
import { Graph } from './walks.js';

let columns = null;

/** What a path runs on, of all relations; made when first asked for. */
function edges() {
  columns ??= relations.map(({ id, ends: [source, target], type, modality, days, dated, open }, position) => {
    const [startMin, startMax, endMin, endMax] = days ?? [];
    const when = { startMin, startMax, endMin, endMax, punctual: type.punctual, dated, openEnd: Boolean(open) };
    return { id, position, source, target, type, modality, when, empty: !days };
  });
  return columns;
}

/**
 * The best paths, at most `question.k`, as an array with `capped`: whether the search stopped at its limit,
 * so that better ones may be missing.  UsageError if both ends are the same actor, or one is to be avoided.
 */
export function find(source, target, question = new Question()) {
  if (source === target) throw new UsageError('a path needs two different actors');
  if (question.avoiding.has(source) || question.avoiding.has(target)) throw new UsageError('a path cannot avoid its own ends');
  const budget = new Budget(question.limit);
  const found = alike(question).map((only) => ranked(new Graph(edges(), question, only), source, target, budget));
  const paths = Object.assign([], { capped: false });
  for (const path of wanted(merged(found), question)) {
    paths.push(path);
    if (paths.length === question.k) return paths;
  }
  paths.capped = budget.spent;
  return paths;
}

/** What all steps of a path have to be alike in, one after the other; null if in nothing. */
const alike = (question) => (question.alike ? [...new Set(types.map((type) => type[question.alike]))].sort() : [null]);

/** Those that go through whom they should, and, if asked for, share nobody on the way. */
function* wanted(found, question) {
  const passed = new Set();
  for (const [, path] of found) {
    const between = path.actors.slice(1, -1);
    if (![...question.through].every((actor) => between.includes(actor))) continue;
    if (question.apart && between.some((actor) => passed.has(actor))) continue;
    between.forEach((actor) => passed.add(actor));
    yield path;
  }
}
