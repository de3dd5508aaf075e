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

/** The box of an element, where it has a fill or a border all around; else the lines of its border. */
function box(element, origin) {
  const style = getComputedStyle(element);
  const room = element.getBoundingClientRect();
  const [x, y] = [room.left - origin.left, room.top - origin.top];
  const line = parseFloat(style.borderTopWidth);
  const isFramed = line > 0 && parseFloat(style.borderLeftWidth) > 0;
  const dash = style.borderTopStyle === 'solid' ? null : style.borderTopStyle === 'dotted' ? '1 2' : '4 3';
  if (!isClear(style.backgroundColor) || isFramed) {
    const inset = isFramed ? line / 2 : 0;
    return svg('rect', {
      x: round(x + inset), y: round(y + inset), width: round(Math.max(room.width - 2 * inset, 0.5)), height: round(Math.max(room.height - 2 * inset, 0.5)),
      rx: parseFloat(style.borderRadius) || null, fill: isClear(style.backgroundColor) ? 'none' : style.backgroundColor,
      ...(isFramed ? { stroke: style.borderTopColor, 'stroke-width': line, 'stroke-dasharray': dash } : {}),
    });
  }
  const sides = [['Left', x, y, x, y + room.height], ['Bottom', x, y + room.height, x + room.width, y + room.height]];
  return sides.filter(([side]) => parseFloat(style[`border${side}Width`]) > 0).map(([side, x1, y1, x2, y2]) => svg('line', {
    x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), stroke: style[`border${side}Color`], 'stroke-width': parseFloat(style[`border${side}Width`]),
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

const UNWRITTEN = 'select, input, .unseen, .more';

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

/** All of a scrolled element as SVG: `{ width, height, body }`. */
export function traced(element) {
  const { left, top } = element.getBoundingClientRect();
  const origin = { left: left - element.scrollLeft, top: top - element.scrollTop };
  const [width, height] = [element.clientWidth, element.scrollHeight];
  return { width, height, body: [svg('rect', { width, height, fill: shade('paper') }), ...parts(element, origin)] };
}
