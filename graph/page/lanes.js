// The timeline: a lane for each relation, solid while it certainly held, pale where it is only possible.

import { actors, relations, families, yearsNamed, familyOf, pairOf, sentence, firstDay, yearOf, certainYears, POSSIBLY } from './model.js';
import { Axis } from './axis.js';
import { begunYears } from './time.js';
import { el, byId, count, isDark, name } from './dom.js';
import { state, shown, shownRelations, chooseRelation, onChange, yearsInWords } from './state.js';

const PART = 300;

let limit = PART;

/** The axis of the chosen years, in per cent of the track. */
function scaleOf() {
  const [first, last] = [state.from ?? yearsNamed[0], state.to ?? yearsNamed[1]];
  return new Axis(first, last, begunYears, { left: 0, right: 100, gap: 4 });
}

/** A day as a year with its fraction. */
function exact(day) {
  const within = Math.min(Math.max(day, 1), 3652059);
  const year = yearOf(within);
  return year + (within - firstDay(year)) / 366;
}

/** The pieces of a lane: [from, to, certain], in years. */
function pieces(relation) {
  const [startMin, startMax, endMin, endMax] = relation.days.map(exact);
  const oneDay = 1 / 366;
  if (certainYears(relation)) return [[startMin, startMax, false], [startMax, endMin + oneDay, true], [endMin, endMax, false]];
  return [[startMin, endMax + oneDay, false]];
}

function bar([from, to, certain], family, axis) {
  const width = axis.at(to) - axis.at(from);
  if (width <= (certain ? 0 : 1.3) && !(certain && from >= axis.first && to <= axis.last + 1)) return null;
  const piece = el('span', { class: certain ? 'certain' : 'possible' });
  piece.style.left = `${axis.at(from)}%`;
  piece.style.width = `max(${width}%, ${certain ? 8 : 0}px)`;
  piece.style.color = family[isDark() ? 'dark' : 'light'];
  return piece;
}

function lane(position, scale) {
  const relation = relations[position];
  const [source, target] = relation.ends;
  const doubtful = shown().answers[position] === POSSIBLY;
  const track = el('span', { class: 'track', 'aria-hidden': 'true' },
    relation.dated ? pieces(relation).map((piece) => bar(piece, families[familyOf(relation)], scale)) : null);
  const isChosen = state.chosen?.relation === position;
  return el('li', {}, el('button', {
    type: 'button', class: isChosen ? 'lane chosen' : 'lane', 'data-position': position, title: `${sentence(relation)}: ${relation.words}`,
    onclick: () => chooseRelation(position, pairOf[position]),
  },
  el('span', { class: 'date' }, relation.words, doubtful ? el('span', { class: 'faint' }, ' ?') : null),
  el('span', { class: 'what' }, name(actors[source].name), ` ${relation.type.wording} `, name(actors[target].name)),
  track));
}

function ruler(axis, width) {
  const ticks = axis.ticks((48 / width) * 100).filter(({ x }) => x < 96).map(({ year, x }) => {
    const mark = el('span', {}, String(year));
    mark.style.left = `${x}%`;
    return mark;
  });
  const breaks = axis.breaks.map((x) => {
    const mark = el('span', { class: 'gap', title: 'Years in which nothing begins, drawn short' }, '//');
    mark.style.left = `${x}%`;
    return mark;
  });
  return el('div', { class: 'ruler' },
    el('span', { class: 'key' }, el('i', { class: 'certain' }), 'certainly', el('i', { class: 'possible' }), 'possibly in force'),
    el('span', { class: 'track', 'aria-hidden': 'true' }, ticks, breaks));
}

function render() {
  const box = byId('timeline');
  if (box.hidden) return;
  const positions = shownRelations();
  if (!yearsNamed || !positions.length) {
    box.replaceChildren(el('p', { class: 'notice' }, 'No relation passes the filters.'));
    return;
  }
  const scale = scaleOf();
  const more = positions.length - limit;
  const parts = [
    el('h2', { class: 'unseen' }, `Timeline, ${yearsInWords()}: ${count(positions.length, 'relation')}`),
    ruler(scale, box.clientWidth > 700 ? (box.clientWidth - 228) * 0.55 : box.clientWidth - 20),
    el('ol', { class: 'lanes' }, positions.slice(0, limit).map((position) => lane(position, scale))),
  ];
  if (more > 0) parts.push(el('button', { type: 'button', class: 'more', onclick: () => { limit += PART; render(); } }, `${Math.min(more, PART)} more of ${more}`));
  box.replaceChildren(...parts);
}

export function startLanes() {
  onChange((what) => {
    if (!what.has('chosen') && !what.has('view')) limit = PART;
    if (what.has('chosen') && what.size === 1) markChosen();
    else render();
  });
}

function markChosen() {
  for (const button of document.querySelectorAll('#timeline .lane')) {
    button.classList.toggle('chosen', Number(button.dataset.position) === state.chosen?.relation);
  }
}
