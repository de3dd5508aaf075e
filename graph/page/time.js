// Choosing years: a histogram of beginnings over what was in force, with two handles.

import { relations, yearsNamed, certainYears, actors, familyOf, POSSIBLY } from './model.js';
import { yearOf } from './days.js';
import { Axis } from './axis.js';
import { el, svg, byId, count, withCommas } from './dom.js';
import { state, change, shown, shownRelations, allYears, yearsInWords, onChange, inScope } from './state.js';

const HEIGHT = 54;
const BREAK = 26; // pixels for a long time in which nothing begins
const TICK = 44; // pixels from one year that is named to the next
const SPEEDS = { Slowly: 1200, Steadily: 600, Fast: 200 }; // milliseconds a step
const EDGE = 12;
const WIDEST_BAR = 30;
const OPENING = 4; // years after the first that are shown at once, when all years are played

const [first, last] = yearsNamed ?? [0, 0];
let axis = null;
let playing = null;

/** The years in which relations begin, in order, one for each relation. */
export const begunYears = relations.map((relation) => relation.year).filter((year) => year !== null).sort((a, b) => a - b);

/** Relations that pass every filter but that of time. */
const passing = () => relations.filter((relation) => relation.days && state.modalities.has(relation.modality)
  && !state.familiesOff.has(familyOf(relation))
  && relation.ends.every((end) => inScope(end) && !state.kindsOff.has(actors[end].kind)));

/** The years in which a relation is counted as in force, or null. */
function yearsHeld(relation) {
  const held = certainYears(relation);
  return held && state.presume && relation.open ? [held[0], yearOf(relation.days[3])] : held;
}

function bars() {
  const begun = new Map();
  const inForce = new Map();
  for (const relation of passing()) {
    if (relation.year !== null) begun.set(relation.year, (begun.get(relation.year) ?? 0) + 1);
    const held = yearsHeld(relation);
    for (let year = Math.max(held?.[0] ?? 1, first); held && year <= Math.min(held[1], last); year++) {
      inForce.set(year, (inForce.get(year) ?? 0) + 1);
    }
  }
  return { begun, inForce, most: Math.max(1, ...begun.values(), ...inForce.values()) };
}

function columns(tally, most, className) {
  return [...tally].map(([year, number]) => {
    const [x, width] = [axis.at(year), axis.at(year + 1) - axis.at(year)];
    const height = (number / most) * (HEIGHT - 4);
    const inset = className === 'begun' && width > 4 ? Math.max(width * 0.15, (width - WIDEST_BAR) / 2) : 0;
    return svg('rect', { class: className, x: x + inset, width: Math.max(width - 2 * inset, 1), y: HEIGHT - height, height },
      svg('title', {}, `${year}: ${count(number, 'relation')} ${className === 'begun' ? 'beginning' : 'in force'}`));
  });
}

function ticks() {
  const marks = axis.ticks(TICK).map(({ year, x }) => [
    svg('line', { class: 'tick', x1: x, x2: x, y1: HEIGHT, y2: HEIGHT + 4 }),
    svg('text', { x: Math.max(x, 15), y: HEIGHT + 16, 'text-anchor': 'middle' }, String(year)),
  ]);
  const breaks = axis.breaks.map((x) => svg('path', { class: 'break', d: `M${x - 4} ${HEIGHT + 4}l4 -10M${x + 1} ${HEIGHT + 4}l4 -10` },
    svg('title', {}, 'Years before or after are drawn short')));
  return [marks, breaks];
}

function draw() {
  const box = byId('histogram');
  const width = box.clientWidth;
  if (!width) return;
  axis = new Axis(first, last, begunYears, { left: EDGE, right: width - EDGE, gap: BREAK });
  const { begun, inForce, most } = bars();
  const [left, right] = [axis.at(state.from ?? first), axis.at((state.to ?? last) + 1)];
  const band = svg('rect', { id: 'band', x: left, width: Math.max(right - left, 2), y: 0, height: HEIGHT });
  const picture = svg('svg', { width, height: HEIGHT + 20, viewBox: `0 0 ${width} ${HEIGHT + 20}`, 'aria-hidden': 'true' },
    band, columns(inForce, most, 'in-force'), columns(begun, most, 'begun'),
    svg('line', { class: 'tick', x1: EDGE, x2: width - EDGE, y1: HEIGHT, y2: HEIGHT }), ticks());
  box.querySelector('svg')?.remove();
  box.prepend(picture);
  hold('from', left, state.from ?? first);
  hold('to', right, state.to ?? last);
  byId('years').textContent = says();
}

function hold(side, x, year) {
  const handle = byId(`handle-${side}`);
  handle.style.left = `${x}px`;
  handle.setAttribute('aria-valuenow', year);
  handle.setAttribute('aria-valuetext', state[side] === null ? `open, ${year}` : String(year));
  byId(`year-${side}`).value = year;
}

function says() {
  const positions = shownRelations();
  const undated = positions.filter((position) => !relations[position].dated).length;
  const possibly = positions.filter((position) => shown().answers[position] === POSSIBLY).length - undated;
  const parts = [
    count(shown().actors.size, 'actor'), count(positions.length, 'relation'),
    possibly > 0 ? `${withCommas(possibly)} of them only possibly then` : '',
    undated ? `${withCommas(undated)} undated` : '',
  ];
  return `${yearsInWords()}: ${parts.filter((part) => part).join(', ')}`;
}

/** Choose years; the ends of the axis stand for "and all before" and "and all after". */
function choose(from, to) {
  const [a, b] = [Math.min(from, to), Math.max(from, to)];
  change({ from: a <= first ? null : a, to: b >= last ? null : b });
}

function move(side, year) {
  const within = Math.min(Math.max(year, first), last);
  const [from, to] = [state.from ?? first, state.to ?? last];
  if (side === 'from') choose(Math.min(within, to), to);
  else choose(from, Math.max(within, from));
}

function onHandleKey(side, event) {
  const now = state[side] ?? (side === 'from' ? first : last);
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -1e6, End: 1e6 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  move(side, now + steps[event.key]);
}

/** Drag a handle, move the band, or draw a new choice. */
function onPress(event) {
  const box = byId('histogram');
  const xFrom = (e) => e.clientX - box.getBoundingClientRect().left;
  const start = xFrom(event);
  const side = event.target.id?.replace('handle-', '');
  const [from, to] = [state.from ?? first, state.to ?? last];
  const inside = !allYears() && start > axis.at(from) && start < axis.at(to + 1);
  const anchor = axis.yearAt(start);
  const onMove = (e) => {
    const year = axis.yearAt(xFrom(e));
    if (side === 'from' || side === 'to') move(side, year);
    else if (inside) slide(from, to, year - anchor);
    else choose(anchor, year);
  };
  const onUp = () => {
    box.removeEventListener('pointermove', onMove);
    box.removeEventListener('pointerup', onUp);
  };
  box.setPointerCapture(event.pointerId);
  box.addEventListener('pointermove', onMove);
  box.addEventListener('pointerup', onUp);
}

function slide(from, to, years) {
  const by = Math.min(Math.max(years, first - from), last - to);
  choose(from + by, to + by);
}

const end = () => state.to ?? last;

/** A year on; a time in which nothing begins, and which is longer than what is chosen, is passed over. */
function playOn() {
  const from = state.from ?? first;
  const next = begunYears.find((year) => year > end()) ?? last;
  slide(from, end(), next - end() > end() - from + 1 ? next - end() : 1);
  if (end() >= last) play();
}

/** Start, or pause; from the start again where the end has been reached. */
function play() {
  if (playing) {
    clearInterval(playing);
    playing = null;
  } else {
    const length = allYears() ? OPENING : end() - (state.from ?? first);
    if (end() >= last) choose(first, Math.min(first + length, last - 1));
    playing = setInterval(playOn, SPEEDS[byId('speed').value]);
  }
  byId('play').textContent = playing ? '❚❚ Pause' : '▶ Play';
}

const speedChoice = () => el('select', {
  id: 'speed', 'aria-label': 'Speed of playing', onchange: () => { if (playing) { play(); play(); } },
}, Object.keys(SPEEDS).map((speed) => el('option', { selected: speed === 'Steadily' }, speed)));

const handle = (side) => el('div', {
  id: `handle-${side}`, class: 'handle', tabindex: 0, role: 'slider', 'aria-label': side === 'from' ? 'First year' : 'Last year',
  'aria-valuemin': first, 'aria-valuemax': last, onkeydown: (event) => onHandleKey(side, event),
});

const yearInput = (side) => el('label', {}, side, ' ', el('input', {
  id: `year-${side}`, type: 'number', min: first, max: last,
  onchange: (event) => { if (event.target.value !== '') move(side, Number(event.target.value)); },
}));

export function startTime() {
  if (!yearsNamed) {
    byId('time').hidden = true;
    return;
  }
  byId('time').append(
    el('div', { class: 'controls' },
      el('button', { type: 'button', id: 'play', onclick: play }, '▶ Play'), speedChoice(),
      yearInput('from'), yearInput('to'),
      el('button', { type: 'button', onclick: () => change({ from: null, to: null }) }, 'All years'),
      el('span', { id: 'years' }),
      el('span', { class: 'key' }, el('i', { class: 'begun' }), 'begin in the year ', el('i', { class: 'in-force' }), 'certainly in force')),
    el('div', { id: 'histogram', onpointerdown: onPress }, handle('from'), handle('to')));
  onChange((what) => { if (!(what.size === 1 && (what.has('chosen') || what.has('view')))) draw(); });
  new ResizeObserver(draw).observe(byId('histogram'));
}
