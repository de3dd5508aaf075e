// A binary heap of unfinished chains: the first in order leaves first.

/** Whether one unfinished chain comes before another: by bound, then by nodes. */
function isBefore(one, other) {
  if (one.bound !== other.bound) return one.bound < other.bound;
  const at = one.nodes.findIndex((node, index) => node !== other.nodes[index]);
  return at < 0 ? one.nodes.length < other.nodes.length : one.nodes[at] < other.nodes[at];
}

/** Of items with `bound` and `nodes`. */
export class Heap {
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
