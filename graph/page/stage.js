// The one vis-network of the page, and where things stand in it.

import { actors, edges, relationsOf, nodes } from './model.js';
import { byId } from './dom.js';

export const place = byId('network');

/**
 * `network`, and the data sets of its `nodes` and `edges`; set when the network starts.
 * `moved`: the reader has chosen a section, which is not to be taken away.  `bounded`: labels keep to what is
 * in sight, and none sticks out.  `boost`: how much larger symbols are where all is small.  `fresh`: areas
 * that alone are to be drawn, null for all, see panning.js.
 */
export const stage = { network: null, nodes: null, edges: null, moved: false, bounded: false, boost: 1, fresh: null };

/** Nodes and lines that are drawn now; those never drawn yet are not in the data sets either. */
export const drawn = { nodes: new Set(), pairs: [] };

export const nodeOf = new Map(nodes.map((node) => [node.id, node]));

/** Whether the picture is higher than it is wide; it is then laid out with its axes exchanged. */
export const isUpright = () => place.clientHeight > place.clientWidth * 1.1;

export const degree = actors.map((_, actor) => relationsOf[actor].length);

/** Node ids, the best connected first. */
export const ranked = nodes.map((node) => node.id).sort((a, b) => (degree[b] ?? 0) - (degree[a] ?? 0) || (Number(a) - Number(b) || 0));

/** Let vis-network be told of several things without its drawing after each of them. */
export function quietly(tell) {
  const { renderer } = stage.network;
  const could = renderer.allowRedraw;
  renderer.allowRedraw = false;
  tell();
  renderer.allowRedraw = could;
}

export const isVisible = (id) => drawn.nodes.has(id);

let known = null;

/** Where all nodes are that vis-network has been told of, in its own measure. */
export function positions() {
  known ??= stage.network.getPositions();
  return known;
}

/** Nodes have been added or moved. */
export function forgetPositions() {
  known = null;
}

/** Where a node is on screen, in pixels from the picture's corner. */
export const screenOf = (id) => stage.network.canvasToDOM(positions()[id]);

export const endsOf = (pair) => [edges[pair].from, edges[pair].to];

/** The actors of a choice: one, or two. */
export const chosenEnds = ({ actor, pair }) => (actor === undefined ? endsOf(pair) : [actor]);
