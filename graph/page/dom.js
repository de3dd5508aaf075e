// Building the page's elements: text is only ever set as text, never as markup.

import { MARKS } from './modality.js';

const SVG = 'http://www.w3.org/2000/svg';

/** An element; `properties` are attributes, `on…` functions are listeners, children are nodes or text. */
export function el(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

/** As `el`, for SVG. */
export function svg(tag, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** "1,234"; the browser's own way of it takes long to load. */
export const withCommas = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 relation", "2 relations". */
export const count = (number, noun) => `${withCommas(number)} ${noun}${number === 1 ? '' : 's'}`;

const night = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;
const shades = new Map(); // the browser takes long to say them
let dark = night.matches;

/** The value of one of the style sheet's colours. */
export function shade(name) {
  if (!shades.has(name)) shades.set(name, getComputedStyle(root).getPropertyValue(`--${name}`).trim());
  return shades.get(name);
}

/** Dark, as the reader has set it; never while the page goes to the printer. */
export const isDark = () => dark;

function recolour() {
  shades.clear();
  dark = night.matches && !root.classList.contains('on-paper');
}

night.addEventListener('change', recolour);

/** Dark ink on white, for printers and files, or the reader's own colours again. */
export function putOnPaper(isOnPaper) {
  root.classList.toggle('on-paper', isOnPaper);
  recolour();
}

/** Say something to those who listen to the page. */
export function announce(text) {
  byId('live').textContent = text;
}

/** A name that may be written in any direction, kept to itself. */
export const name = (text) => el('bdi', {}, text);

const STAR = Array.from({ length: 10 }, (_, corner) => {
  const reach = corner % 2 ? 3.2 : 8;
  const angle = (Math.PI * corner) / 5;
  return `${(8 + reach * Math.sin(angle)).toFixed(1)},${(8.4 - reach * Math.cos(angle)).toFixed(1)}`;
}).join(' ');

const OUTLINES = {
  square: '2,2 14,2 14,14 2,14',
  diamond: '8,0.5 15.5,8 8,15.5 0.5,8',
  triangle: '8,1 15,14 1,14',
  triangleDown: '8,15 1,2 15,2',
  hexagon: '4,1.5 12,1.5 16,8 12,14.5 4,14.5 0,8',
  star: STAR,
};

/** The symbol of a kind of actor, as in the network. */
export function symbol({ shape, color }) {
  const look = { fill: color, class: 'outline' };
  const outline = OUTLINES[shape];
  const figure = outline ? svg('polygon', { points: outline, ...look }) : svg('circle', { cx: 8, cy: 8, r: 6.5, ...look });
  return svg('svg', { viewBox: '-1 -1 18 18', class: 'symbol', 'aria-hidden': 'true' }, figure);
}

/** The colour of a family of relations, for light and for dark paper, whichever it comes to stand on. */
export const inkOf = ({ light, dark }) => `light-dark(${light}, ${dark})`;

/** The mark of what is not asserted, at a place of a picture; its inside is of the colour `paper`. */
export const markAt = (modality, x, y, stroke, paper) => svg('path', {
  d: MARKS[modality], transform: `translate(${x} ${y})`, stroke, fill: paper, 'stroke-width': 2.2, 'stroke-linejoin': 'round',
});

/** The line of a family of relations, as in the network: open, and marked, where it is not asserted. */
export function stroke({ light, dark, dash }, modality = 'asserted') {
  const ink = inkOf({ light, dark });
  const isPlain = !MARKS[modality];
  const line = (y) => svg('line', { x1: 1, y1: y, x2: 33, y2: y, 'stroke-width': isPlain ? 2.5 : 1.5, stroke: ink, 'stroke-dasharray': dash.join(' ') || null });
  return svg('svg', { viewBox: '0 -1.5 34 13', class: 'stroke', 'aria-hidden': 'true' },
    isPlain ? line(5) : [line(3), line(7), markAt(modality, 17, 5, ink, 'var(--paper)')]);
}
