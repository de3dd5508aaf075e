// Paths between two actors, chains of dated relations that never go back in time: as graph/paths.py.
//
// Fewest steps first, then certain before only possible, then the earliest arrival, then ids.  Actors are
// positions, which are in the order of their ids; chains through the same actors are one path, with the
// parallel relations listed at each step.

import { relations, POSSIBLY, CERTAINLY } from './model.js';
import { BEGINNING, END_OF_TIME, LOST, UsageError } from './days.js';
import { departure, reached, smallestSpan } from './when.js';
import { Budget, Search, deadlines, marks, rings } from './chains.js';
import { Question, doubts } from './steps.js';

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
 * so that better ones may be missing.  UsageError if both ends are the same actor.
 */
export function find(source, target, question = new Question()) {
  if (source === target) throw new UsageError('a path needs two different actors');
  const graph = new Graph(edges(), question);
  const [since, until] = graph.bounds;
  const budget = new Budget(question.limit);
  const paths = Object.assign([], { capped: false });
  for (const actors of chains(graph, { source, target, since, until }, budget)) {
    paths.push(path(graph, actors));
    if (paths.length === question.k) return paths;
  }
  paths.capped = budget.spent;
  return paths;
}

/** Chains of actors in the order of paths, as long as the budget lasts. */
function* chains(graph, ends, budget) {
  const nearer = rings(ends.target, (node) => graph.before(node));
  const distance = nearer.next().value;
  const [certain, possible] = [true, false].map((sure) => new Search(new View(graph, sure), distance, ends, budget));
  for (let length = 1; length <= graph.question.steps; length++) {
    const found = new Set();
    for (const actors of certain.ofLength(length)) {
      found.add(actors.join());
      yield actors;
    }
    // All certain ones are known by now, so that whatever else is possible is only possible.
    if (budget.spent) return;
    for (const actors of possible.ofLength(length)) if (!found.has(actors.join())) yield actors;
    if (budget.spent) return;
    nearer.next();
  }
}

/** Relations that the question admits, by the actors at their ends. */
class Graph {
  #at = new Map();
  #hops = new Map();

  constructor(all, question) {
    this.question = question;
    for (const edge of all) {
      if (edge.source === edge.target || !question.admits(edge)) continue;
      put(this.#at, edge.source, edge);
      put(this.#at, edge.target, edge);
    }
  }

  /** The nodes one step from `node`, with the relations that lead there; worked out once. */
  hops(node) {
    if (this.#hops.has(node)) return this.#hops.get(node);
    const found = new Map();
    this.#hops.set(node, found);
    for (const edge of this.#at.get(node) ?? []) {
      if (edge.source === node) put(found, edge.target, edge);
      else if (this.#bothWays(edge)) put(found, edge.source, edge);
    }
    return found;
  }

  /** The nodes from which one step leads to `node`. */
  before(node) {
    const found = new Set();
    for (const edge of this.#at.get(node) ?? []) {
      if (edge.target === node) found.add(edge.source);
      else if (this.#bothWays(edge)) found.add(edge.target);
    }
    return found;
  }

  #bothWays(edge) {
    return !this.question.directed || edge.type.symmetric;
  }

  /** The marks between which a chain must stay; from and until where its steps are in order. */
  get bounds() {
    return this.question.ordered ? [this.question.since, this.question.till] : [BEGINNING, END_OF_TIME];
  }
}

function put(lists, key, item) {
  if (lists.has(key)) lists.get(key).push(item);
  else lists.set(key, [item]);
}

/** The steps of certain (`sure`) or of possible chains through a graph. */
class View {
  #spans = new Map();

  constructor(graph, sure) {
    Object.assign(this, { graph, sure, question: graph.question });
  }

  /** Nodes to which relations lead, usable or not. */
  others(node) {
    return this.graph.hops(node).keys();
  }

  /** The usable relations between two actors. */
  spans(source, target) {
    const key = source * 1e7 + target;
    if (!this.#spans.has(key)) this.#spans.set(key, this.graph.hops(source).get(target).map((edge) => this.#span(edge)).filter(Boolean));
    return this.#spans.get(key);
  }

  /** The edge as a step, null if it cannot be one.  Where order does not matter it can always follow. */
  #span({ when }) {
    const begin = this.sure ? when.startMax : when.startMin;
    if (this.question.ordered) {
      if (!this.sure) return [begin, when.endMax];
      return when.dated ? [begin, this.question.presume && when.openEnd ? when.endMax : when.endMin] : null;
    }
    const answer = this.question.answer(when);
    return answer === CERTAINLY || (answer === POSSIBLY && !this.sure) ? [begin, END_OF_TIME] : null;
  }

  /** For each hop the relations that some chain takes, with the smallest mark after them. */
  ranks(hops) {
    const spans = hops.map((hop) => new Map(hop.map((edge) => [edge, this.#span(edge)]).filter(([, span]) => span)));
    const [since, until] = this.graph.bounds;
    const listed = spans.map((hop) => [...hop.values()]);
    const before = marks(listed, since) ?? hops.map(() => LOST);
    const after = deadlines(listed, until);
    return spans.map((hop, at) => {
      const [mark, deadline] = [before[at], after[at + 1]];
      const taken = [...hop].filter(([, [begin, hold]]) => mark <= hold && Math.max(mark, begin) <= deadline);
      return new Map(taken.map(([edge, [begin]]) => [edge, Math.max(mark, begin)]));
    });
  }
}

/** The path through these actors, by the best relation at each step. */
function path(graph, actors) {
  const pairs = actors.slice(1).map((target, at) => [actors[at], target]);
  const hops = pairs.map(([source, target]) => graph.hops(source).get(target));
  const taken = walked(graph, pairs, hops);
  const { question } = graph;
  const whens = taken.map(([best]) => best.edge.when);
  const [why, whyUnpresumed] = [doubts(whens, question), doubts(whens, question.unpresuming)];
  const windows = reachedIn(whens, question);
  const steps = pairs.map(([source, target], at) => ({
    source, target, relations: taken[at], when: whens[at], reached: windows[at], doubt: why[at],
    presumed: !why[at] && Boolean(whyUnpresumed[at]),
  }));
  return {
    actors, steps, certainty: taken[0][0].certainty, presumed: steps.some((step) => step.presumed),
    arrival: windows.at(-1), departure: within(departure(whens), question), span: smallestSpan(whens),
  };
}

/** At each step the relations that a chain through these actors can take, the best first. */
function walked(graph, pairs, hops) {
  const [certain, possible] = [new View(graph, true).ranks(hops), new View(graph, false).ranks(hops)];
  return pairs.map(([source], at) => {
    const [sure, maybe] = [certain[at], possible[at]];
    const order = (one, other) => sure.has(other) - sure.has(one)
      || (sure.get(one) ?? maybe.get(one)) - (sure.get(other) ?? maybe.get(other))
      || one.when.startMax - other.when.startMax || (one.id < other.id ? -1 : 1); // an id is letters a to z and digits
    return hops[at].filter((edge) => maybe.has(edge)).sort(order).map((edge) => ({
      edge, position: edge.position, forward: edge.source === source, polarity: edge.type.polarity,
      certainty: sure.has(edge) ? CERTAINLY : POSSIBLY,
    }));
  });
}

/** By when each step is taken; where order does not matter, by when all steps so far have begun. */
function reachedIn(whens, question) {
  if (question.ordered) return reached(whens).map((window) => within(window, question));
  let [earliest, latest] = [BEGINNING, BEGINNING];
  return whens.map((when) => {
    earliest = Math.max(earliest, when.startMin);
    latest = Math.max(latest, when.startMax);
    return [earliest, latest];
  });
}

/** A window of days clipped to those that the question allows for steps. */
function within(window, question) {
  return question.ordered ? window.map((day) => Math.min(Math.max(day, question.since), question.till)) : window;
}
