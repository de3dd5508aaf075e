// The best chains of steps between two nodes, an exact best-first search over labels: as graph/chains.py.
//
// A step is a span [begin, hold]: it can follow if the chain has come no further than the day `hold`, and
// brings it to the day `begin` if it was not yet so far.  The day a chain has come to is its mark.  Nodes
// are numbers in the order of their ids, so that comparing them compares the ids.

import { BEGINNING, LOST } from './days.js';
import { Heap } from './heap.js';

const DEAD = -1;

/** How many more chains may be explored; `spent` once one had to be left out. */
export class Budget {
  constructor(chains) {
    this.left = chains;
  }

  /** Whether one more may be explored. */
  take() {
    this.left -= 1;
    return !this.spent;
  }

  get spent() {
    return this.left < 0;
  }
}

/** The smallest mark after one of `spans`, null if none can follow; the smallest is best, see the Python. */
export function follow(mark, spans) {
  let best = null;
  for (const [begin, hold] of spans) {
    const after = Math.max(mark, begin);
    if (mark <= hold && (best === null || after < best)) best = after;
  }
  return best;
}

/** The smallest mark before each hop and after the last; null if a hop cannot be passed. */
export function marks(hops, since) {
  const found = [since];
  for (const spans of hops) {
    const mark = follow(found.at(-1), spans);
    if (mark === null) return null;
    found.push(mark);
  }
  return found;
}

/** The largest mark before each hop, and after the last, with which the end is still reached. */
export function deadlines(hops, until) {
  const found = [until];
  for (const spans of [...hops].reverse()) {
    const usable = spans.filter(([begin]) => begin <= found[0]).map(([, hold]) => Math.min(hold, found[0]));
    found.unshift(usable.length ? Math.max(...usable) : DEAD);
  }
  return found;
}

/**
 * Simple chains from `ends.source` to `ends.target`, length by length, the earliest at its end first.
 *
 * `steps` has others(node) and spans(source, target); `rings` must have grown to the length asked for.  The
 * label of an unfinished chain is what is known of it: here its mark, in a list of one.
 */
export class Search {
  #outlooks = new Map();

  constructor(steps, rings, ends, budget) {
    Object.assign(this, { steps, rings, distance: rings.distance, ends, budget });
  }

  /**
   * The nodes of every chain of so many steps, behind its final mark: by that, then by nodes.  The bound of
   * an unfinished chain is never above the mark of any chain that it can become, and its nodes sort before
   * all that extend them; so what leaves the heap first is the next in order.
   */
  * ofLength(steps) {
    const { source, since } = this.ends;
    const [deadline, soonest] = this.#outlook(steps, source);
    const heap = new Heap();
    const label = this.start();
    if (since <= deadline) heap.push({ bound: this.bound(label, soonest), nodes: [source], label });
    while (heap.size) {
      const { bound, nodes, label: known } = heap.pop();
      const left = steps + 1 - nodes.length;
      if (left === 0) {
        yield [bound, nodes];
        continue;
      }
      for (const [node, after, further] of this.#next(nodes, known, left - 1)) {
        if (!this.budget.take()) return;
        heap.push({ bound: further, nodes: [...nodes, node], label: after });
      }
    }
  }

  start() {
    return [this.ends.since];
  }

  /** The label after one of `spans`; null if none can follow and still arrive. */
  extend([mark], spans, deadline) {
    const after = follow(mark, spans);
    return after !== null && after <= deadline ? [after] : null;
  }

  /** What the measure of the whole chain cannot lie below. */
  bound([mark], soonest) {
    return Math.max(mark, soonest);
  }

  /** Nodes that can follow with `left` steps to go: [node, label, bound]. */
  * #next(nodes, label, left) {
    const last = nodes.at(-1);
    for (const node of this.steps.others(last)) {
      if (nodes.includes(node) || !this.rings.leadsOn(nodes, node, left)) continue;
      const [deadline, soonest] = this.#outlook(left, node);
      const after = deadline === DEAD ? null : this.extend(label, this.steps.spans(last, node), deadline);
      if (after) yield [node, after, this.bound(after, soonest)];
    }
  }

  /**
   * What `left` more steps from `node` allow, repeated nodes not excluded: the largest mark from which the
   * target is still reached (DEAD if none), and a day that the final mark cannot lie before.
   */
  #outlook(left, node) {
    const { target, until } = this.ends;
    if (left === 0 || node === target) return left === 0 && node === target ? [until, BEGINNING] : [DEAD, LOST];
    const key = left * 1e7 + node;
    if (!this.#outlooks.has(key)) this.#outlooks.set(key, this.#look(left, node));
    return this.#outlooks.get(key);
  }

  #look(left, node) {
    let [best, soonest] = [DEAD, LOST];
    for (const following of this.steps.others(node)) {
      if (following === this.ends.source || (this.distance.get(following) ?? LOST) >= left) continue;
      const [deadline, after] = this.#outlook(left - 1, following);
      if (deadline === DEAD) continue;
      for (const [begin, hold] of this.steps.spans(node, following)) {
        if (begin > deadline) continue;
        best = Math.max(best, Math.min(hold, deadline));
        soonest = Math.min(soonest, Math.max(begin, after));
      }
    }
    return [best, soonest];
  }
}

/** Whether an array comes before another, as Python compares tuples: below 0 if so. */
export function compare(one, other) {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const way = Array.isArray(one[at]) ? compare(one[at], other[at]) : (one[at] > other[at]) - (one[at] < other[at]);
    if (way) return way;
  }
  return one.length - other.length;
}

/**
 * As `Search`, but the chain that takes the fewest days comes first, measured by these days.
 *
 * Days pass where a step begins after an earlier one has ceased to hold: the span is the longest such wait, 0
 * if there is none.  A label has the span, the mark and the least `hold` so far, of every choice of steps that
 * no other choice is as good as in all three.
 */
export class SpanSearch extends Search {
  start() {
    return [[0, this.ends.since, this.ends.until]];
  }

  extend(label, spans, deadline) {
    const found = label.flatMap(([waited, mark, least]) => spans
      .filter(([begin, hold]) => mark <= hold && begin <= deadline)
      .map(([begin, hold]) => [Math.max(waited, begin - least), Math.max(mark, begin), Math.min(least, hold)]));
    const best = [];
    for (const one of found.sort(compare)) {
      if (!best.some(([, mark, least]) => mark <= one[1] && least >= one[2])) best.push(one);
    }
    return best.length ? best : null;
  }

  bound([[waited]]) {
    return waited;
  }
}

/**
 * For each hop the name of the step [begin, hold, name] that a chain of the fewest days takes; of several such
 * chains, the one that arrives first, and then by the names.
 */
export function briefest(hops, since, until) {
  let found = [[0, since, [], until]];
  for (const hop of hops) {
    const further = found.flatMap(([waited, mark, names, least]) => hop
      .filter(([begin, hold]) => mark <= hold && begin <= until)
      .map(([begin, hold, name]) => [Math.max(waited, begin - least), Math.max(mark, begin), [...names, name], Math.min(least, hold)]));
    found = [];
    for (const one of further.sort(compare)) {
      if (!found.some(([, mark, , least]) => mark <= one[1] && least >= one[3])) found.push(one);
    }
  }
  return found[0][2];
}
