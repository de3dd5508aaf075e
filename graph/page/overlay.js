// What the page draws over the network: labels, and beads and rings in the middle of lines.

import { actors, nodes, pairs, relations, restyled, CERTAINLY } from './model.js';
import { MARKS } from './modality.js';
import { shade, byId } from './dom.js';
import { state, shown } from './state.js';
import { placeLabels, drawLabel } from './labels.js';
import { stage, drawn, nodeOf, place, ranked, degree, screenOf, endsOf, isVisible, positions } from './stage.js';
import { pairsInSight, lineAt } from './lines.js';
import { familiesOf, isAsserted, tellingOf, colorOf, lit } from './looks.js';
import { drawAll, freshAreas, outdate } from './panning.js';
import { drawHere, drawNumbers } from './trail.js';

const MOST_LABELS = 500;
const MOST_BEADED = 250; // with more lines in sight, beads are drawn only from nearer by
const FEW = 200; // labels that are placed with care; more are placed where there is room
const MOST_LINES = 600; // with more, labels do not try to keep clear of them
const BEAD_STEP = 9;
const MARK_STEP = 13; // pixels from one to the next, where there are marks
const EDGE = 6;

const boldest = new Set(ranked.slice(0, 12).filter((id) => degree[id] >= 8));
const names = new Map(nodes.map((node) => [node.id, String(node.label)]));

let spots = [];
let labels = new Map();
let settledFor = null;
let pointedAt = null;
let isBeaded = true;

/** Labels have to be placed anew: other symbols are shown, or they stand elsewhere. */
export function unsettle() {
  settledFor = null;
  outdate();
}

/** The actor under the pointer gets its label before others do. */
export function pointAt(actor) {
  if (actor === pointedAt) return;
  pointedAt = actor;
  if (actor === null || labels.has(actor)) return;
  unsettle();
  drawAll();
}

/** Whether all of some actors have a label as things are. */
export const haveLabels = (some) => settledFor !== null && some.every((id) => labels.has(id));

/** Place the labels, if zoom or choice have changed since; `roughly`, for a first guess at their room. */
export function settleLabels(roughly = false) {
  const scale = stage.network.getScale();
  if (scale === settledFor) return;
  settledFor = scale;
  const lights = lit();
  const at = positions();
  const first = new Set([pointedAt, state.chosen?.actor, ...(lights?.actors ?? [])]);
  const visible = ranked.filter((id) => at[id] && isVisible(id)).sort((a, b) => first.has(b) - first.has(a));
  spots = visible.slice(0, MOST_LABELS).map((id) => ({
    id, x: at[id].x * scale, y: at[id].y * scale, radius: nodeOf.get(id).size * stage.boost * scale,
    text: names.get(id), bold: boldest.has(id), must: first.has(id),
  }));
  const lines = roughly ? [] : linesAt(at, scale);
  labels = placeLabels(spots, lines, !roughly && spots.length <= FEW, ...(stage.bounded ? boundsAt(scale) : []));
}

/** What is in sight, in the pixels that labels are placed in, and what the zoom buttons cover of it. */
function boundsAt(scale) {
  const corner = stage.network.DOMtoCanvas({ x: 0, y: 0 });
  const [left, top] = [corner.x * scale, corner.y * scale];
  const [right, bottom] = [left + place.clientWidth, top + place.clientHeight];
  const { offsetLeft, offsetTop } = byId('zoom');
  return [[left + EDGE, top + EDGE, right - EDGE, bottom - EDGE], [left + offsetLeft - EDGE, top + offsetTop - EDGE, right, bottom]];
}

function linesAt(at, scale) {
  if (drawn.pairs.length > MOST_LINES) return [];
  const isThere = ([from, to]) => at[from] && at[to]; // not so between vis-network's being told of nodes and of lines
  return drawn.pairs.map(endsOf).filter(isThere).map(([from, to]) => [at[from].x * scale, at[from].y * scale, at[to].x * scale, at[to].y * scale]);
}

/** Draw over what vis-network has drawn, in pixels of the screen whatever the zoom. */
export function drawOver(context) {
  settleLabels();
  const lights = lit();
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const isLit = (id) => !lights || lights.actors.has(id);
  drawLabels(context, spots.filter(({ id }) => !isLit(id)), shade('faint'));
  beads().forEach((bead) => drawBead(context, bead));
  drawHere(context);
  drawLabels(context, spots.filter(({ id }) => isLit(id)), shade('ink'));
  drawNumbers(context, labelBoxes);
  context.restore();
}

function drawLabels(context, some, ink) {
  const paper = shade('paper');
  const areas = freshAreas();
  for (const spot of [...some].reverse()) {
    const box = labels.get(spot.id);
    const { x, y } = screenOf(spot.id);
    const isIn = (area) => x + box.right > area.left && x + box.left < area.right && y + box.bottom > area.top && y + box.top < area.bottom;
    if (box && areas.some(isIn)) drawLabel(context, spot.bold, box, x, y, ink, paper);
  }
}

/** The beads and rings that are drawn now: middle in pixels of the screen, family, and whether it is a ring. */
export function beads() {
  const lights = lit();
  const clear = pairsInSight().filter((pair) => (!lights || lights.pairs.has(pair)) && !restyled[pair]?.hidden);
  if (!stage.fresh) isBeaded = clear.length <= MOST_BEADED;
  return isBeaded ? clear.flatMap(beadsOf) : [];
}

/** A ring if none of the relations is certain, a bead for each further family, and what is not asserted as a mark. */
function beadsOf(pair) {
  const positions = shown().byPair[pair];
  if (!positions.length) return []; // drawn before vis-network has been told
  const telling = tellingOf(positions);
  const [family, ...others] = familiesOf(telling);
  const isPossible = !telling.some((position) => shown().answers[position] === CERTAINLY);
  const marks = Object.keys(MARKS).flatMap((modality) => familiesOf(positions.filter((position) => relations[position].modality === modality))
    .map((of) => ({ family: of, modality })));
  const found = [
    ...(isPossible ? [{ family, hollow: true }] : []),
    ...(isAsserted(telling[0]) ? others : []).map((other) => ({ family: other, hollow: false })),
    ...marks,
  ];
  const step = marks.length ? MARK_STEP : BEAD_STEP;
  const [from, to] = endsOf(pair).map(screenOf);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return found.map((bead, at) => {
    const along = 0.5 + ((at - (found.length - 1) / 2) * step) / length;
    return { ...bead, pair, x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along };
  });
}

/** Radius, fill and outline of a bead or a ring. */
export const beadLook = ({ family, hollow }) => (hollow
  ? { radius: 4.5, fill: shade('paper'), line: 2, stroke: colorOf(family) }
  : { radius: 3.5, fill: colorOf(family), line: 1.5, stroke: shade('paper') });

function drawBead(context, bead) {
  if (bead.modality) return drawMark(context, bead);
  const { radius, fill, line, stroke } = beadLook(bead);
  context.beginPath();
  context.arc(bead.x, bead.y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = line;
  context.strokeStyle = stroke;
  context.stroke();
}

function drawMark(context, { modality, family, x, y }) {
  const mark = new Path2D(MARKS[modality]);
  context.save();
  context.translate(x, y);
  context.lineJoin = 'round';
  Object.assign(context, { lineWidth: 5, strokeStyle: shade('paper'), fillStyle: shade('paper') });
  context.stroke(mark);
  context.fill(mark);
  Object.assign(context, { lineWidth: 2.2, strokeStyle: colorOf(family) });
  context.stroke(mark);
  context.restore();
}

/** The labels on screen: node, text, and box in pixels from the picture's corner. */
export function labelBoxes() {
  settleLabels();
  return spots.filter(({ id }) => labels.has(id)).map(({ id, bold }) => {
    const { x, y } = screenOf(id);
    const box = labels.get(id);
    return { id, bold, text: box.text, left: x + box.left, top: y + box.top, right: x + box.right, bottom: y + box.bottom };
  });
}

/** The actor or the pair that stands under a point, labels aside. */
function under(point) {
  const actor = stage.network.getNodeAt(point);
  if (actors[actor]) return { actor };
  const pair = lineAt(point) ?? stage.network.getEdgeAt(point);
  return pairs[pair] ? { pair } : null;
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
