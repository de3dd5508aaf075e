// The relations that a question admits, as the steps of certain or of possible chains: as graph/walks.py.

import { POSSIBLY, CERTAINLY } from './model.js';
import { BEGINNING, END_OF_TIME, LOST } from './days.js';
import { deadlines, marks } from './chains.js';

/** Relations that the question admits, by the actors at their ends; `only` narrows them as its `alike` has it. */
export class Graph {
  #at = new Map();
  #hops = new Map();
  #beside = new Map();

  constructor(all, question, only = null) {
    this.question = question;
    const [first, last] = question.widest;
    for (const edge of all) {
      if (edge.source === edge.target || !question.admits(edge) || (only !== null && edge.type[question.alike] !== only)) continue;
      if (edge.when.startMin > last || edge.when.endMax < first) continue;
      put(this.#at, edge.source, edge);
      put(this.#at, edge.target, edge);
    }
  }

  /** All who stand beside a node in a relation, whatever its direction. */
  beside(node) {
    if (!this.#beside.has(node)) this.#beside.set(node, [...new Set((this.#at.get(node) ?? []).map(({ source, target }) => (source === node ? target : source)))]);
    return this.#beside.get(node);
  }

  /** The relations by which a step leads from `source` to `target`; worked out once for all around `source`. */
  hop(source, target) {
    if (!this.#hops.has(source)) {
      const found = new Map();
      for (const edge of this.#at.get(source) ?? []) {
        if (edge.source === source) put(found, edge.target, edge);
        else if (!this.question.directed || edge.type.symmetric) put(found, edge.source, edge);
      }
      this.#hops.set(source, found);
    }
    return this.#hops.get(source).get(target) ?? [];
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

/** First and last day, with time running backwards. */
export const mirrored = ([first, last]) => [END_OF_TIME - last, END_OF_TIME - first];

/** The steps of certain (`sure`) or of possible chains through a graph. */
export class View {
  #spans = new Map();

  constructor(graph, sure) {
    Object.assign(this, { graph, sure, question: graph.question });
  }

  /** Nodes to which relations may lead, usable or not. */
  others(node) {
    return this.graph.beside(node);
  }

  /** The usable relations between two actors. */
  spans(source, target) {
    const key = source * 1e7 + target;
    if (!this.#spans.has(key)) this.#spans.set(key, this.spansOf(source, target));
    return this.#spans.get(key);
  }

  spansOf(source, target) {
    return this.graph.hop(source, target).map((edge) => this.span(edge)).filter(Boolean);
  }

  /** The edge as a step, null if it cannot be one.  Where order does not matter it can always follow. */
  span({ when }) {
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
    return ranks(hops.map((hop) => this.byEdge(hop)), this.graph.bounds);
  }

  byEdge(hop) {
    return new Map(hop.map((edge) => [edge, this.span(edge)]).filter(([, span]) => span));
  }
}

/** The same steps with time running backwards: the smallest mark is then the latest departure. */
export class Mirror extends View {
  spansOf(source, target) {
    return super.spansOf(target, source).map(mirrored);
  }

  /** For the hops of a chain as it is walked. */
  ranks(hops) {
    const turned = hops.map((hop) => new Map([...this.byEdge(hop)].map(([edge, span]) => [edge, mirrored(span)]))).reverse();
    return ranks(turned, mirrored(this.graph.bounds)).reverse();
  }
}

function ranks(hops, [since, until]) {
  const listed = hops.map((hop) => [...hop.values()]);
  const before = marks(listed, since) ?? hops.map(() => LOST);
  const after = deadlines(listed, until);
  return hops.map((hop, at) => {
    const [mark, deadline] = [before[at], after[at + 1]];
    const taken = [...hop].filter(([, [begin, hold]]) => mark <= hold && Math.max(mark, begin) <= deadline);
    return new Map(taken.map(([edge, [begin]]) => [edge, Math.max(mark, begin)]));
  });
}
