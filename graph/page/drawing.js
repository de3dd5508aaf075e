// The network as SVG: what vis-network and this page draw on the canvas, line by line and symbol by symbol.

import { actors, nameOf, pairs, edges, restyled } from './model.js';
import { gapOf } from './modality.js';
import { svg, shade, markAt } from './dom.js';
import { stage, drawn, nodeOf, place, screenOf, endsOf } from './stage.js';
import { lit, lineLook, plainNode, opacityOf, colorOf } from './looks.js';
import { beads, beadLook, labelBoxes } from './overlay.js';
import { BAND, RADIUS, trail } from './trail.js';
import { outlineAt } from './outlines.js';
import { SIZE, LINE } from './labels.js';

const OPEN = 1.3; // pixels of each of the two lines of which nothing is asserted
const ARROW = 8.25; // pixels at the scale of 1, as vis-network draws them

const round = (number) => Math.round(number * 100) / 100;
const points = (corners) => corners.map((corner) => corner.map(round).join(',')).join(' ');

const reach = (id) => nodeOf.get(id).size * stage.boost * stage.network.getScale();

/** An arrow's head at the rim of the symbol that it points to. */
function head(tip, from, scale, width) {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [dx, dy] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const size = (ARROW + 3 * width) * scale;
  const at = (back, aside) => [tip.x - dx * tip.rim - dx * back * size - dy * aside * size, tip.y - dy * tip.rim - dy * back * size + dx * aside * size];
  return points([at(0, 0), at(1, 0.3), at(0.9, 0), at(1, -0.3)]);
}

const pointsTo = (arrows, end) => (typeof arrows === 'string' ? arrows.includes(end) : Boolean(arrows?.[end]?.enabled));

function line(ends, { color, width = 1, dashes, arrows, hidden, isOpen }) {
  if (hidden || ends.some((id) => !nodeOf.has(id))) return null;
  const scale = stage.network.getScale();
  const [from, to] = ends.map((id) => ({ ...screenOf(id), rim: reach(id) }));
  const stroke = color?.color ?? color ?? shade('faint');
  const gap = isOpen ? gapOf(width) * Math.max(scale, 1) : 0;
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [((from.y - to.y) / length) * gap, ((to.x - from.x) / length) * gap];
  const heads = [[to, from, 'to'], [from, to, 'from']].filter(([, , end]) => pointsTo(arrows, end));
  return svg('g', { opacity: round(color?.opacity ?? 1), stroke, fill: stroke },
    (isOpen ? [1, -1] : [0]).map((side) => svg('line', {
      x1: round(from.x + side * dx), y1: round(from.y + side * dy), x2: round(to.x + side * dx), y2: round(to.y + side * dy),
      'stroke-width': round(isOpen ? OPEN : width * scale),
      'stroke-dasharray': Array.isArray(dashes) ? dashes.map((dash) => round(dash * scale)).join(' ') : null,
    })),
    heads.map(([tip, other]) => svg('polygon', { points: head(tip, other, scale, width), stroke: 'none' })));
}

function lines(lights) {
  const own = drawn.pairs.map((pair) => line(endsOf(pair), lineLook(pair, lights, drawn.pairs.length)));
  const added = edges.slice(pairs.length).map(({ from, to }, at) => line([from, to], restyled[pairs.length + at] ?? {}));
  return [...own, ...added];
}

/** A symbol at a place of the sheet. */
export function figure(shape, x, y, radius, look, title = null) {
  const outline = outlineAt(shape, x, y, radius);
  return outline ? svg('polygon', { points: points(outline), ...look }, title)
    : svg('circle', { cx: round(x), cy: round(y), r: round(radius), ...look }, title);
}

function node(id, lights) {
  const { color, shape, size } = plainNode(nodeOf.get(id));
  const { x, y } = screenOf(id);
  const radius = size * stage.network.getScale();
  const look = { fill: color?.background ?? color, stroke: color?.border ?? shade('outline'), opacity: opacityOf(id, lights) };
  return figure(shape, x, y, radius, look, actors[id] ? svg('title', {}, `${nameOf(id)} (${actors[id].kind})`) : null);
}

function bead(one) {
  if (one.modality) return markAt(one.modality, round(one.x), round(one.y), colorOf(one.family), shade('paper'));
  const { radius, fill, line: width, stroke } = beadLook(one);
  return svg('circle', { cx: round(one.x), cy: round(one.y), r: radius, fill, stroke, 'stroke-width': width });
}

function label(box, lights) {
  const isLit = !lights || lights.actors.has(box.id);
  return svg('text', {
    'text-anchor': 'middle', fill: shade(isLit ? 'ink' : 'faint'), stroke: shade('paper'), 'stroke-width': 4, 'stroke-linejoin': 'round',
    'paint-order': 'stroke', 'font-weight': box.bold ? 600 : null,
  }, box.text.split('\n').map((words, row) => svg('tspan', {
    x: round((box.left + box.right) / 2), y: round(box.top + LINE * (row + 0.5) + SIZE * 0.35),
  }, words)));
}

/** The step of a path at which the reader stands. */
const band = ({ from, to }) => svg('line', {
  x1: round(from.x), y1: round(from.y), x2: round(to.x), y2: round(to.y), stroke: shade('accent'), 'stroke-width': BAND.width, 'stroke-linecap': 'round', opacity: BAND.opacity,
});

/** The number of a step, in the middle of its line. */
const stepNumber = ({ x, y, number, isHere }) => [
  svg('circle', { cx: round(x), cy: round(y), r: RADIUS, fill: shade(isHere ? 'accent' : 'paper'), stroke: shade('accent'), 'stroke-width': 2 }),
  svg('text', { x: round(x), y: round(y + 4.3), 'text-anchor': 'middle', 'font-size': 12, 'font-weight': 700, fill: shade(isHere ? 'on-accent' : 'accent') }, String(number)),
];

/** All that is in sight: `{ width, height, body }`. */
export function drawing() {
  const lights = lit();
  const [width, height] = [place.clientWidth, place.clientHeight];
  const boxes = labelBoxes();
  const steps = trail(boxes);
  const body = [
    svg('g', {}, lines(lights)), svg('g', {}, [...drawn.nodes].filter((id) => nodeOf.has(id)).map((id) => node(id, lights))),
    svg('g', {}, beads().map(bead)), svg('g', {}, steps.filter(({ isHere }) => isHere).map(band)),
    svg('g', {}, boxes.map((box) => label(box, lights))), svg('g', {}, steps.map(stepNumber)),
  ];
  return { width, height, body };
}
