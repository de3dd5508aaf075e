// A chain of actors as a path: the relations at each step, the best first, with days and doubts: as graph/tracing.py.

import { POSSIBLY, CERTAINLY } from './model.js';
import { BEGINNING } from './days.js';
import { departure, reached, smallestSpan } from './when.js';
import { briefest, compare } from './chains.js';
import { Mirror, View } from './walks.js';
import { doubts } from './steps.js';

/** The path through these actors, by the best relation at each step. */
export function pathThrough(graph, actors) {
  const pairs = actors.slice(1).map((target, at) => [actors[at], target]);
  const hops = pairs.map(([source, target]) => graph.hop(source, target));
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
    actors, steps, certainty: why.some(Boolean) ? POSSIBLY : CERTAINLY, presumed: steps.some((step) => step.presumed),
    arrival: windows.at(-1), departure: within(departure(whens), question), span: smallestSpan(whens),
  };
}

/** At each step the relations that a chain through these actors can take, the best first. */
function walked(graph, pairs, hops) {
  const [certain, possible] = [new View(graph, true).ranks(hops), new View(graph, false).ranks(hops)];
  const orders = ordersOf(graph, hops, certain, possible);
  return pairs.map(([source], at) => {
    const order = orders[at];
    return hops[at].filter((edge) => order.has(edge)).sort((one, other) => compare(order.get(one), order.get(other))).map((edge) => ({
      edge, position: edge.position, forward: edge.source === source, polarity: edge.type.polarity,
      certainty: certain[at].has(edge) ? CERTAINLY : POSSIBLY,
    }));
  });
}

/** For each hop how its relations sort, so that the first of each together are the best chain. */
function ordersOf(graph, hops, certain, possible) {
  const { question } = graph;
  const isCautious = question.certain || ['fewest', 'fastest'].includes(question.by);
  const isLatest = question.by === 'latest';
  const [sure, maybe] = isLatest ? [true, false].map((one) => new Mirror(graph, one).ranks(hops)) : [certain, possible];
  const first = question.by === 'fastest' ? briefestOf(graph, hops) : hops.map(() => '');
  return hops.map((hop, at) => new Map(hop.filter((edge) => maybe[at].has(edge)).map((edge) => {
    const [mark, doubt] = [maybe[at].get(edge), !sure[at].has(edge)];
    const rank = isCautious ? [doubt, sure[at].get(edge) ?? mark] : [mark, doubt];
    return [edge, [edge.id !== first[at], ...rank, edge.when.startMax, edge.id]]; // an id is letters a to z and digits
  })));
}

/** The relations that together take the fewest days. */
function briefestOf(graph, hops) {
  const view = new View(graph, graph.question.certain);
  return briefest(hops.map((hop) => [...view.byEdge(hop)].map(([edge, span]) => [...span, edge.id])), ...graph.bounds);
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
