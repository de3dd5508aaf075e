// The best chains of steps between two nodes, an exact best-first search over labels: as graph/chains.py.
//
// A step is a span [begin, hold]: it can follow if the chain has come no further than the day `hold`, and
// brings it to the day `begin` if it was not yet so far.  The day a chain has come to is its mark.  Nodes
// are numbers in the order of their ids, so that comparing them compares the ids.

import { BEGINNING, LOST } from './days.js';

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

/** The nodes within 0, then 1, then 2 ... steps of `target`, each with its number of steps, in one map that grows. */
export const rings = function* (target, before) {
  const found = new Map([[target, 0]]);
  let ring = [target];
  for (let steps = 1; ; steps++) {
    yield found;
    ring = [...new Set(ring.flatMap((inner) => [...before(inner)]))].filter((node) => !found.has(node));
    for (const node of ring) found.set(node, steps);
  }
};

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

/** Simple chains from `ends.source` to `ends.target`, length by length, best first. */
export class Search {
  #outlooks = new Map();

  /** `steps` has others(node) and spans(source, target); `distance` the fewest steps to the target. */
  constructor(steps, distance, ends, budget) {
    Object.assign(this, { steps, distance, ends, budget });
  }

  /**
   * The nodes of every chain of so many steps, by final mark, then by nodes.  The bound of an unfinished
   * chain is never above the mark of any chain that it can become, and its nodes sort before all that
   * extend them; so what leaves the heap first is the next in order.
   */
  * ofLength(steps) {
    const { source, since } = this.ends;
    const [deadline, soonest] = this.#outlook(steps, source);
    const heap = new Heap();
    if (since <= deadline) heap.push({ bound: Math.max(since, soonest), nodes: [source], mark: since });
    while (heap.size) {
      const { nodes, mark } = heap.pop();
      const left = steps + 1 - nodes.length;
      if (left === 0) {
        yield nodes;
        continue;
      }
      for (const [node, after, bound] of this.#next(nodes, mark, left - 1)) {
        if (!this.budget.take()) return;
        heap.push({ bound, nodes: [...nodes, node], mark: after });
      }
    }
  }

  /** Nodes that can follow with `left` steps to go: [node, mark, bound of the final mark]. */
  * #next(nodes, mark, left) {
    const last = nodes.at(-1);
    for (const node of this.steps.others(last)) {
      if (nodes.includes(node) || (this.distance.get(node) ?? LOST) > left) continue;
      const [deadline, soonest] = this.#outlook(left, node);
      const after = deadline === DEAD ? null : follow(mark, this.steps.spans(last, node));
      if (after !== null && after <= deadline) yield [node, after, Math.max(after, soonest)];
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

/** Whether one unfinished chain comes before another: by bound, then by nodes. */
function isBefore(one, other) {
  if (one.bound !== other.bound) return one.bound < other.bound;
  const at = one.nodes.findIndex((node, index) => node !== other.nodes[index]);
  return at < 0 ? one.nodes.length < other.nodes.length : one.nodes[at] < other.nodes[at];
}

/** A binary heap: the first in order leaves first. */
class Heap {
  #items = [];

  get size() {
    return this.#items.length;
  }

  push(item) {
    const items = this.#items;
    let at = items.length;
    for (let above = (at - 1) >> 1; at > 0 && isBefore(item, items[above]); above = (at - 1) >> 1) {
      items[at] = items[above];
      at = above;
    }
    items[at] = item;
  }

  pop() {
    const items = this.#items;
    const [first, last] = [items[0], items.pop()];
    if (items.length) this.#sink(last);
    return first;
  }

  /** Put `item` where the first has left. */
  #sink(item) {
    const items = this.#items;
    let at = 0;
    for (let below = 1; below < items.length; below = 2 * at + 1) {
      if (below + 1 < items.length && isBefore(items[below + 1], items[below])) below += 1;
      if (!isBefore(items[below], item)) break;
      items[at] = items[below];
      at = below;
    }
    items[at] = item;
  }
}
