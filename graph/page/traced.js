// A part of the page as SVG: its words, bars and lines where they stand on screen, scrolled out of sight or not.

import { svg, shade } from './dom.js';

const BASELINE = 0.79; // of a line's height

const round = (number) => Math.round(number * 10) / 10;

/** The words of a text node, line by line as they are broken on screen, with the room that each line takes. */
function linesOf(node) {
  const range = document.createRange();
  const lines = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.trimEnd().length);
    const room = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last && Math.abs(last.room.top - room.top) < 3) Object.assign(last, { words: last.words + word, left: Math.min(last.left, room.left), right: Math.max(last.right, room.right) });
    else if (room.width) lines.push({ words: word, room, left: room.left, right: room.right });
  }
  return lines;
}

function words(node, origin) {
  const style = getComputedStyle(node.parentElement);
  return linesOf(node).map(({ words: line, room, left, right }) => svg('text', {
    x: round(left - origin.left), textLength: round(right - left), lengthAdjust: 'spacingAndGlyphs', y: round(room.top - origin.top + room.height * BASELINE), fill: style.color,
    'font-size': style.fontSize, 'font-weight': style.fontWeight === '400' ? null : style.fontWeight, 'font-style': style.fontStyle === 'normal' ? null : style.fontStyle,
  }, line.trimEnd()));
}

const isClear = (color) => color === 'transparent' || /, 0\)$/.test(color);

const DASHES = { dotted: '2 2', dashed: '4 3' };

/** The box of an element, where it has a fill or a border around it; else its borders, line by line. */
function box(element, origin) {
  const style = getComputedStyle(element);
  const room = element.getBoundingClientRect();
  const [x, y] = [room.left - origin.left, room.top - origin.top];
  const [top, bottom] = ['Top', 'Bottom'].map((side) => parseFloat(style[`border${side}Width`]));
  const isFramed = top > 0 && bottom > 0;
  const isOpen = parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth) === 0;
  if (isClear(style.backgroundColor) && (!isFramed || isOpen)) return borders(style, x, y, room);
  const inset = isFramed ? top / 2 : 0;
  return svg('rect', {
    x: round(x + inset), y: round(y + inset), width: round(Math.max(room.width - 2 * inset, 0.5)), height: round(Math.max(room.height - 2 * inset, 0.5)),
    rx: parseFloat(style.borderTopLeftRadius) || parseFloat(style.borderTopRightRadius) || null,
    fill: isClear(style.backgroundColor) ? 'none' : style.backgroundColor, opacity: style.opacity,
    ...(isFramed ? { stroke: style.borderTopColor, 'stroke-width': top, 'stroke-dasharray': DASHES[style.borderTopStyle] } : {}),
  });
}

function borders(style, x, y, { width, height }) {
  const sides = [['Left', 0, 0, 0, height], ['Top', 0, 0, width, 0], ['Bottom', 0, height, width, height]];
  return sides.filter(([side]) => parseFloat(style[`border${side}Width`]) > 0).map(([side, x1, y1, x2, y2]) => svg('line', {
    x1: round(x + x1), y1: round(y + y1), x2: round(x + x2), y2: round(y + y2), opacity: style.opacity,
    stroke: style[`border${side}Color`], 'stroke-width': parseFloat(style[`border${side}Width`]), 'stroke-dasharray': DASHES[style[`border${side}Style`]],
  }));
}

/** A picture inside, with the colours that the style sheet gives it. */
function inner(picture, origin) {
  const room = picture.getBoundingClientRect();
  const copy = picture.cloneNode(true);
  [...picture.children].forEach((part, at) => {
    const { fill, stroke } = getComputedStyle(part);
    Object.entries({ fill, stroke }).forEach(([name, value]) => copy.children[at].setAttribute(name, value));
  });
  Object.entries({ x: room.left - origin.left, y: room.top - origin.top, width: room.width, height: room.height })
    .forEach(([name, value]) => copy.setAttribute(name, round(value)));
  return copy;
}

const UNWRITTEN = '.by, .unseen, .more'; // controls, and what is for the ear only

function* parts(element, origin) {
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) yield words(child, origin);
    else if (child instanceof SVGElement) yield inner(child, origin);
    else if (child.nodeType === Node.ELEMENT_NODE && !child.matches(UNWRITTEN) && child.checkVisibility()) {
      yield box(child, origin);
      yield* parts(child, origin);
    }
  }
}

/** The ruler's years as lines through all lanes. */
const grid = (element, origin, height) => [...element.querySelectorAll('.ruler .track span:not(.gap)')].map((tick) => {
  const { left, bottom } = tick.getBoundingClientRect();
  const x = round(left - origin.left + 0.5);
  return svg('line', { x1: x, x2: x, y1: round(bottom - origin.top), y2: height, stroke: shade('rule') });
});

/** All of a scrolled element as SVG: `{ width, height, body }`. */
export function traced(element) {
  const { scrollTop } = element;
  element.scrollTop = 0; // what sticks to the top stands at the top
  const origin = element.getBoundingClientRect();
  const [width, height] = [element.clientWidth, element.scrollHeight];
  const body = [svg('rect', { width, height, fill: shade('paper') }), grid(element, origin, height), [...parts(element, origin)]];
  element.scrollTop = scrollTop;
  return { width, height, body };
}
