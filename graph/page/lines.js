// The lines of the network, many in one stroke: vis-network draws each by itself, and thousands take it long.

import { restyled } from './model.js';
import { gapOf } from './modality.js';
import { stage, drawn, nodeOf, endsOf, positions } from './stage.js';
import { lineLook } from './looks.js';
import { areas } from './panning.js';

const AT_ONCE = 30; // lines of a stroke: where lines cross, a longer one takes longer than several
const NEAR = 7; // pixels from a line that still are on it
const ARROW = 8; // its length, to which three times the line's width is added
const OPEN = 1.3; // pixels of each of the two lines
const THINNEST = 0.7; // pixels of the screen, however far off
const LEAST_ARROW = 3; // pixels; what would be smaller is left out
const MOST_DASHED = 1500; // of more lines, dashes would be specks, and take long

let styles = []; // [{ look, lines: [{ pair, from, to, arrows, … }] }], the faintest first
let isPlaced = false;
let isDashed = true;

/** Lines that a user has styled, and loops, are vis-network's to draw: it knows more styles. */
export const isOurs = (pair) => !restyled[pair] && endsOf(pair)[0] !== endsOf(pair)[1];

/** Take up how the lines shown look now. */
export function layLines(lights) {
  const found = new Map();
  for (const pair of drawn.pairs) {
    const look = lineLook(pair, lights, drawn.pairs.length);
    const { color, width, dashes, arrows, isOpen } = look;
    const [from, to] = endsOf(pair);
    const key = `${color.color} ${color.opacity} ${width} ${dashes} ${isOpen}`;
    if (!found.has(key)) found.set(key, { look, lines: [] });
    found.get(key).lines.push({ pair, from, to, arrows, isOurs: isOurs(pair) });
  }
  styles = [...found.values()].sort((a, b) => a.look.color.opacity - b.look.color.opacity);
  isPlaced = false;
}

/** Symbols have moved. */
export function misplace() {
  isPlaced = false;
}

function placeLines() {
  const at = positions();
  for (const { look, lines } of styles) for (const line of lines) placeLine(line, at, look.width);
  isPlaced = true;
}

/** Ends where symbols or arrows begin, so that lines do not run through symbols that are pale. */
function placeLine(line, at, width) {
  const [a, b] = [at[line.from], at[line.to]];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const head = ARROW + 3 * width;
  const arrows = [];
  const end = (id, { x, y }, toward, isPointed) => {
    const border = isPointed ? reach(nodeOf.get(id), ux, uy) + 1 : 0;
    if (isPointed) arrows.push([x - toward * ux * border, y - toward * uy * border, toward * ux * head, toward * uy * head]);
    const back = toward * (isPointed ? border + 0.9 * head : 0);
    return [x - ux * back, y - uy * back];
  };
  const [x1, y1] = end(line.from, a, -1, line.arrows.from.enabled);
  const [x2, y2] = end(line.to, b, 1, line.arrows.to.enabled);
  Object.assign(line, { x1, y1, x2, y2, heads: arrows });
}

/** From the middle of a symbol to its border, in a direction of length one. */
function reach(node, ux, uy) {
  const size = node.size * stage.boost;
  return node.shape === 'square' ? size / Math.max(Math.abs(ux), Math.abs(uy)) : size;
}

/** Whether some of it may be in an area. */
const isSeen = ({ x1, y1, x2, y2 }, { left, top, right, bottom }) =>
  (x1 > left || x2 > left) && (x1 < right || x2 < right) && (y1 > top || y2 > top) && (y1 < bottom || y2 < bottom);

/** The lines in sight, or in that part of it which is drawn anew. */
function inSight() {
  if (!isPlaced) placeLines();
  const some = areas();
  return styles.map(({ look, lines }) => ({ look, lines: lines.filter((line) => some.some((area) => isSeen(line, area))) }));
}

/** Draw all lines, in the network's own measure. */
export function drawLines(context) {
  const scale = stage.network.getScale();
  const seen = inSight();
  if (!stage.fresh) isDashed = seen.reduce((sum, { lines }) => sum + lines.length, 0) <= MOST_DASHED;
  context.save();
  for (const { look, lines } of seen) {
    const ours = lines.filter((line) => line.isOurs);
    context.globalAlpha = look.color.opacity;
    context.strokeStyle = look.color.color;
    context.fillStyle = look.color.color;
    context.lineWidth = Math.max(look.isOpen ? OPEN : look.width, THINNEST / scale);
    context.setLineDash(isDashed && look.dashes ? look.dashes : []);
    strokeAll(context, look.isOpen ? ours.flatMap((line) => rails(line, gapOf(look.width) / Math.min(scale, 1))) : ours);
    if ((ARROW + 3 * look.width) * scale >= LEAST_ARROW) fillHeads(context, ours);
  }
  context.restore();
}

/** The two thin lines of one of which nothing is asserted. */
function rails({ x1, y1, x2, y2 }, gap) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [((y1 - y2) / length) * gap, ((x2 - x1) / length) * gap];
  return [1, -1].map((side) => ({ x1: x1 + side * dx, y1: y1 + side * dy, x2: x2 + side * dx, y2: y2 + side * dy }));
}

function strokeAll(context, lines) {
  for (let start = 0; start < lines.length; start += AT_ONCE) {
    context.beginPath();
    for (const { x1, y1, x2, y2 } of lines.slice(start, start + AT_ONCE)) {
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
    }
    context.stroke();
  }
}

/** Arrow heads: the tip, two barbs and a notch between them. */
function fillHeads(context, lines) {
  context.beginPath();
  for (const { heads } of lines) {
    for (const [x, y, dx, dy] of heads) {
      context.moveTo(x, y);
      context.lineTo(x - dx - 0.3 * dy, y - dy + 0.3 * dx);
      context.lineTo(x - 0.9 * dx, y - 0.9 * dy);
      context.lineTo(x - dx + 0.3 * dy, y - dy - 0.3 * dx);
    }
  }
  context.fill();
}

/** The pairs whose lines may be in sight. */
export const pairsInSight = () => inSight().flatMap(({ lines }) => lines.map(({ pair }) => pair));

/** The pair whose line is nearest to a point of the picture, if one is near. */
export function lineAt(point) {
  const { x, y } = stage.network.DOMtoCanvas(point);
  let best = { far: NEAR / stage.network.getScale() };
  for (const { look, lines } of inSight()) {
    for (const line of lines) {
      const far = line.isOurs ? distance(line, x, y) - look.width / 2 : Infinity;
      if (far < best.far) best = { far, pair: line.pair };
    }
  }
  return best.pair;
}

function distance({ x1, y1, x2, y2 }, x, y) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const share = Math.min(Math.max(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1), 0), 1);
  return Math.hypot(x1 + share * dx - x, y1 + share * dy - y);
}
