// What is shown as a file of its own: an SVG with title, years and legend, its words as text.

import { actors, relations, kinds, families, familyOf } from './model.js';
import { MODALITIES } from './modality.js';
import { svg, byId, count, shade, markAt, putOnPaper } from './dom.js';
import { state, shown, yearsInWords } from './state.js';
import { colorOf } from './looks.js';
import { beads } from './overlay.js';
import { drawing, figure } from './drawing.js';
import { traced } from './traced.js';
import { FONT, SIZE } from './labels.js';

const HEAD = 62;
const ROW = 22;
const MARGIN = 14;

const ruler = document.createElement('canvas').getContext('2d');

const text = (x, y, words, more = {}) => svg('text', { x, y, fill: shade('ink'), ...more }, words);

/** Symbols and lines with what they stand for, as far as they are shown; each draws itself at a place. */
function entries() {
  const present = new Set([...shown().actors].map((actor) => actors[actor].kind));
  const said = new Set(relations.filter((_, position) => shown().answers[position]).map(familyOf));
  const symbols = Object.entries(kinds).filter(([kind]) => state.view === 'network' && present.has(kind)).map(([kind, { shape, color }]) => ({
    words: kind, room: 22,
    mark: (x, y) => figure(shape, x + 8, y, 7, { fill: color, stroke: shade('outline') }),
  }));
  const strokes = Object.entries(families).filter(([family]) => said.has(family)).map(([family, { label, dash }]) => ({
    words: label, room: 40,
    mark: (x, y) => svg('line', { x1: x, y1: y, x2: x + 32, y2: y, stroke: colorOf(family), 'stroke-width': 2.5, 'stroke-dasharray': dash.join(' ') || null }),
  }));
  const modes = new Set(relations.filter((_, position) => shown().answers[position]).map(({ modality }) => modality));
  const marks = Object.keys(MODALITIES).filter((modality) => modes.has(modality)).map((modality) => ({
    words: MODALITIES[modality], room: 18, mark: (x, y) => markAt(modality, x + 6, y, shade('ink'), shade('paper')),
  }));
  const ring = { words: 'none of them certain', room: 18, mark: (x, y) => svg('circle', { cx: x + 6, cy: y, r: 4.5, fill: 'none', stroke: shade('ink'), 'stroke-width': 2 }) };
  return [...symbols, ...strokes, ...marks, ...(beads().some(({ hollow }) => hollow) && state.view === 'network' ? [ring] : [])];
}

/** The legend in as many rows as the width asks for. */
function legend(width, top) {
  ruler.font = `${SIZE}px ${FONT}`;
  let [x, y] = [MARGIN, top + ROW / 2 + 6];
  const drawnEntries = entries().map(({ words, room, mark }) => {
    const wide = room + ruler.measureText(words).width + 18;
    if (x + wide > width && x > MARGIN) [x, y] = [MARGIN, y + ROW];
    const entry = [mark(x, y), text(x + room, y + 4.5, words)];
    x += wide;
    return entry;
  });
  return { height: y + ROW / 2 + 8 - top, body: drawnEntries };
}

const PRINTED = 720; // pixels of width of the legend on paper

/** The legend of what is shown, for the printer; the table needs none. */
export function printedLegend() {
  if (state.view === 'table') return [];
  const { height, body } = legend(PRINTED, 0);
  return [svg('svg', { viewBox: `0 0 ${PRINTED} ${height}`, 'font-family': FONT, 'font-size': SIZE, role: 'img', 'aria-label': 'Legend' }, body)];
}

function subtitle() {
  const found = shown().answers.filter((answer) => answer).length;
  return `${yearsInWords()} · ${count(shown().actors.size, 'actor')} · ${count(found, 'relation')}`;
}

function sheet() {
  const { width, height, body } = state.view === 'timeline' ? traced(byId('timeline')) : drawing();
  const below = legend(width, HEAD + height);
  const total = HEAD + height + below.height;
  return svg('svg', { width, height: total, viewBox: `0 0 ${width} ${total}`, 'font-family': FONT, 'font-size': SIZE, role: 'img', 'aria-label': document.title },
    svg('title', {}, document.title),
    svg('desc', {}, subtitle()),
    svg('defs', {}, svg('clipPath', { id: 'sight' }, svg('rect', { width, height }))),
    svg('rect', { width, height: total, fill: shade('paper') }),
    text(MARGIN, 28, document.title, { 'font-size': 19, 'font-weight': 600 }),
    text(MARGIN, 49, subtitle(), { fill: shade('faint') }),
    svg('g', { transform: `translate(0 ${HEAD})`, 'clip-path': 'url(#sight)' }, body),
    svg('line', { x1: 0, x2: width, y1: HEAD + height, y2: HEAD + height, stroke: shade('rule') }),
    below.body);
}

/** Characters that XML has no place for. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What is shown, network or timeline, as the text of an SVG file; on white, whatever the screen is. */
export function asSvg() {
  putOnPaper(true);
  const content = new XMLSerializer().serializeToString(sheet());
  putOnPaper(false);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content.replace(FORBIDDEN, '\ufffd')}\n`;
}

/** The same as a picture of pixels; a promise of its bytes. */
export const asPng = async () => {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asSvg())}`;
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * picture.width, height: 2 * picture.height });
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve); });
};
