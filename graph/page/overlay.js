// What the page draws over the network: labels, and beads and rings in the middle of lines.

import { nodes, pairs, restyled, CERTAINLY } from './model.js';
import { shade } from './dom.js';
import { state, shown } from './state.js';
import { placeLabels, drawLabel } from './labels.js';
import { stage, place, ranked, degree, screenOf, endsOf, isVisible, under } from './stage.js';
import { familiesOf, colorOf, lit } from './looks.js';

const MOST_LABELS = 500;
const MOST_LINES = 600; // with more, labels do not try to keep clear of them
const BEAD_STEP = 9;
const EDGE = 6;

const names = new Map(nodes.map((node) => [node.id, String(node.label)]));

let spots = [];
let labels = new Map();
let settledFor = null;
let pointedAt = null;

/** Labels have to be placed anew: other symbols are shown, or they stand elsewhere. */
export function unsettle() {
  settledFor = null;
}

/** The actor under the pointer gets its label before others do. */
export function pointAt(actor) {
  if (actor === pointedAt) return;
  pointedAt = actor;
  if (actor === null || labels.has(actor)) return;
  unsettle();
  stage.network.redraw();
}

/** Place the labels, if zoom or choice have changed since. */
export function settleLabels() {
  const scale = stage.network.getScale();
  if (scale === settledFor) return;
  settledFor = scale;
  const lights = lit();
  const at = stage.network.getPositions();
  const first = new Set([pointedAt, state.chosen?.actor, ...(lights?.actors ?? [])]);
  const visible = ranked.filter((id) => at[id] && isVisible(id)).sort((a, b) => first.has(b) - first.has(a));
  spots = visible.slice(0, MOST_LABELS).map((id) => ({
    id, x: at[id].x * scale, y: at[id].y * scale, radius: stage.nodes.get(id).size * scale,
    text: names.get(id), bold: degree[id] >= 12 || state.chosen?.actor === id, must: first.has(id),
  }));
  labels = placeLabels(spots, linesAt(at, scale), stage.bounded ? boundsAt(scale) : null);
}

/** What is in sight, in the pixels that labels are placed in. */
function boundsAt(scale) {
  const corner = stage.network.DOMtoCanvas({ x: 0, y: 0 });
  const [left, top] = [corner.x * scale, corner.y * scale];
  return [left + EDGE, top + EDGE, left + place.clientWidth - EDGE, top + place.clientHeight - EDGE];
}

function linesAt(at, scale) {
  const visible = stage.edges.get({ filter: (edge) => !edge.hidden && at[edge.from] && at[edge.to] });
  if (visible.length > MOST_LINES) return [];
  return visible.map(({ from, to }) => [at[from].x * scale, at[from].y * scale, at[to].x * scale, at[to].y * scale]);
}

/** Draw over what vis-network has drawn, in pixels of the screen whatever the zoom. */
export function drawOver(context) {
  settleLabels();
  const lights = lit();
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  shown().byPair.forEach((positions, pair) => {
    if (positions.length && !(lights && !lights.pairs.has(pair)) && !restyled[pair]?.hidden) drawBeads(context, positions, pair);
  });
  const [ink, faint, paper] = [shade('ink'), shade('faint'), shade('paper')];
  for (const spot of [...spots].reverse()) {
    const box = labels.get(spot.id);
    if (!box) continue;
    const { x, y } = screenOf(spot.id);
    drawLabel(context, spot, box, x, y, !lights || lights.actors.has(spot.id) ? ink : faint, paper);
  }
  context.restore();
}

/** A ring if none of the relations is certain, and a bead for each further family. */
function drawBeads(context, positions, pair) {
  const [family, ...others] = familiesOf(positions);
  const isPossible = !positions.some((position) => shown().answers[position] === CERTAINLY);
  const beads = [...(isPossible ? [{ family, hollow: true }] : []), ...others.map((other) => ({ family: other }))];
  if (!beads.length) return;
  const [from, to] = endsOf(pair).map(screenOf);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  beads.forEach((bead, at) => {
    const along = 0.5 + ((at - (beads.length - 1) / 2) * BEAD_STEP) / length;
    drawBead(context, from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along, bead);
  });
}

function drawBead(context, x, y, { family, hollow }) {
  context.beginPath();
  context.arc(x, y, hollow ? 4.5 : 3.5, 0, 2 * Math.PI);
  context.fillStyle = hollow ? shade('paper') : colorOf(family);
  context.fill();
  context.lineWidth = hollow ? 2 : 1.5;
  context.strokeStyle = hollow ? colorOf(family) : shade('paper');
  context.stroke();
}

/** The labels on screen: node, text, and box in pixels from the picture's corner. */
export function labelBoxes() {
  return spots.filter(({ id }) => labels.has(id)).map(({ id, text }) => {
    const { x, y } = screenOf(id);
    const box = labels.get(id);
    return { id, text, left: x + box.left, top: y + box.top, right: x + box.right, bottom: y + box.bottom };
  });
}

/** The actor (its symbol or its label) or the pair under a point of the picture. */
export function pointed(point) {
  const inside = (box) => box.left <= point.x && point.x <= box.right && box.top <= point.y && point.y <= box.bottom;
  const labelled = labelBoxes().find(inside);
  return labelled ? { actor: labelled.id } : under(point);
}

/** Where to point at an actor or at a pair's line. */
export function whereIs({ actor, pair }) {
  if (actor !== undefined) return screenOf(actor);
  const [from, to] = endsOf(pair).map(screenOf);
  const shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
  const points = shares.map((share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }));
  return points.find((point) => pointed(point)?.pair === pair) ?? points[0];
}

/** How many pairs there are to draw. */
export const pairsShown = () => pairs.filter((_, pair) => shown().byPair[pair].length).length;
