// How many steps there are at least from a node to the target: as graph/rings.py, from the target only.
//
// The direction of relations, and the order of their dates, is not looked at, so a distance may be too small,
// and never too large.

import { LOST } from './days.js';

/** For chains to `target` through all of `through`; those of `avoiding` are not there at all. */
export class Rings {
  /** `graph` has beside(node), and the `question`. */
  constructor(graph, target) {
    const { through, avoiding, steps } = graph.question;
    Object.assign(this, { graph, avoiding, distance: new Map([[target, 0]]), ring: [target], radius: 0 });
    this.detours = [...through].map((actor) => [actor, this.#stepsTo(actor, steps)]);
  }

  /** From now on `distance` has every node within so many steps of the target. */
  grow(steps) {
    while (this.radius < steps && this.ring.length) {
      this.radius += 1;
      this.ring = this.#around(this.ring, this.distance, this.radius);
    }
  }

  /** Whether a chain of `nodes` and then `node` may still pass all, and arrive, in `left` more steps. */
  leadsOn(nodes, node, left) {
    return (this.distance.get(node) ?? LOST) <= left && this.detours.every(([actor, detour]) => actor === node || nodes.includes(actor)
      || (detour.get(node) ?? LOST) + (this.distance.get(actor) ?? LOST) <= left);
  }

  /** Those beside some nodes that are not known yet, now known with their number of steps. */
  #around(ring, known, radius) {
    const found = new Set(ring.flatMap((node) => this.graph.beside(node)).filter((node) => !known.has(node) && !this.avoiding.has(node)));
    for (const node of found) known.set(node, radius);
    return [...found];
  }

  #stepsTo(actor, steps) {
    const known = new Map([[actor, 0]]);
    let ring = [actor];
    for (let radius = 1; radius < steps; radius++) ring = this.#around(ring, known, radius);
    return known;
  }
}
