// How symbols and lines look, given what is chosen; places and symbols are as Python gave them.

import { actors, relations, pairs, pairOf, core, edges, restyled, families, familyOf, relationsOf } from './model.js';
import { isDark, shade } from './dom.js';
import { state, shown, stepsRead, pathInSight, inScope } from './state.js';
import { placesNearby } from './nearby.js';
import { stage, chosenEnds, endsOf, isUpright } from './stage.js';

const MANY_LINES = 250;
const FADED_LINE = 0.16;
const FADED_SYMBOL = 0.3;

const places = new Map(core.map(([actor, x, y]) => [actor, { x, y }]));
const order = Object.keys(families);

/** The families of some relations, the commonest first. */
export function familiesOf(positions) {
  if (positions.length === 1) return [familyOf(relations[positions[0]])]; // as most are, and there are many
  const tally = new Map();
  for (const position of positions) {
    const family = familyOf(relations[position]);
    tally.set(family, (tally.get(family) ?? 0) + 1);
  }
  return [...tally].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0])).map(([family]) => family);
}

export const colorOf = (family) => families[family][isDark() ? 'dark' : 'light'];

/** What is lit when something is chosen, `{ pairs, actors }`; null where nothing is faded. */
export function lit() {
  const { chosen } = state;
  if (pathInSight() && stepsRead().length) return litPath();
  if (!chosen) return null;
  const touches = (pair) => (chosen.actor === undefined ? pair === chosen.pair : endsOf(pair).includes(chosen.actor));
  const near = pairs.map((_, pair) => pair).filter((pair) => shown().byPair[pair].length && touches(pair));
  return { pairs: new Set(near), actors: new Set([...near.flatMap(endsOf), ...chosenEnds(chosen)]) };
}

function litPath() {
  const steps = stepsRead();
  return {
    pairs: new Set(steps.map((step) => pairOf[step.relations[0].position])),
    actors: new Set(steps.flatMap(({ source, target }) => [source, target])),
  };
}

/** Many lines are drawn paler, or they would cover each other and all the rest. */
const paleness = (lines) => Math.max(0.2, Math.min(1, (MANY_LINES / Math.max(lines, 1)) ** 0.6));

export const isAsserted = (position) => relations[position].modality === 'asserted';

/** Of some relations, those by which their line looks: what is asserted; if nothing is, all. */
export function tellingOf(positions) {
  const asserted = positions.filter(isAsserted);
  return asserted.length ? asserted : positions;
}

/** What vis-network is told of the line of a pair that is shown among `lines`. */
export function lineLook(pair, lights, lines) {
  const positions = tellingOf(shown().byPair[pair]);
  const [family] = familiesOf(positions);
  const color = colorOf(family);
  const points = (end) => positions.some((p) => relations[p].ends[1] === end && !relations[p].type.symmetric);
  const pale = Math.min(1, paleness(lines) * positions.length ** 0.5); // what is said more often stands out
  const opacity = lights ? (lights.pairs.has(pair) ? 1 : FADED_LINE * pale) : pale;
  return {
    id: pair,
    hidden: false,
    width: Math.min(0.5 + Math.sqrt(positions.length), 7),
    color: { color, highlight: color, hover: color, opacity },
    dashes: families[family].dash.length ? families[family].dash : false,
    isOpen: !isAsserted(positions[0]),
    arrows: { from: { enabled: points(edges[pair].from) }, to: { enabled: points(edges[pair].to) } },
    ...restyled[pair],
  };
}

/** Whether a node is to be seen; those that are no actors, put there by hand, always are. */
export const isShown = (id) => !actors[id] || shown().actors.has(id) || state.around.includes(id) || (state.chosen?.actor === id && inScope(id));

export const opacityOf = (id, lights) => (!lights || lights.actors.has(id) ? 1 : FADED_SYMBOL);

/** The node as Python gave it, without the label and the tip that this page draws by itself. */
export function plainNode(node, outline = shade('outline')) {
  const fill = { border: outline, background: node.color };
  const color = typeof node.color === 'string' ? { ...fill, highlight: fill, hover: fill } : node.color;
  return { ...node, label: undefined, title: undefined, moved: undefined, movedIn: undefined, color, borderWidth: 1.2, size: node.size * stage.boost, ...placeOf(node) };
}

/** Where a node stands: the best-connected have places of their own while only they are shown. */
export function placeOf(node) {
  if (node.moved && node.movedIn === String(state.around)) return node.moved;
  const near = state.around.length ? placesNearby()?.get(node.id) : null;
  if (near) return near;
  const { x, y } = state.everyone || state.around.length || !actors[node.id] ? node : places.get(node.id) ?? beside(node.id);
  return isUpright() ? { x: y, y: x } : { x, y };
}

/** A place for an actor that was asked for: a little off the middle of its neighbours. */
function beside(actor) {
  const near = new Set(relationsOf[actor].flatMap((position) => relations[position].ends).filter((end) => places.has(end)));
  const around = [...near].map((end) => places.get(end));
  const mean = (axis) => around.reduce((sum, spot) => sum + spot[axis], 0) / Math.max(around.length, 1);
  const angle = actor * 2.399963;
  return { x: mean('x') + 90 * Math.cos(angle), y: mean('y') + 90 * Math.sin(angle) };
}
