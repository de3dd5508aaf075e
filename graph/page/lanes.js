// The timeline: a lane for each relation, solid while it certainly held, hollow while it possibly did.

import { actors, relations, families, yearsNamed, familyOf, pairOf, sentence, wordingFrom, otherEnd,
  certainYears, POSSIBLY } from './model.js';
import { END_OF_TIME, firstDay, yearOf } from './days.js';
import { Axis } from './axis.js';
import { begunYears } from './time.js';
import { el, byId, count, withCommas, inkOf, name, stroke } from './dom.js';
import { state, change, shown, shownRelations, markOf, chooseActor, chooseRelation, onChange, allYears, yearsInWords } from './state.js';
import { MODALITIES } from './modality.js';
import { GROUPINGS, groups } from './groups.js';
import { stepBead } from './asked.js';

const PART = 300;
const ONE_DAY = 1 / 366;
const THINNEST = 0.6; // per cent of the track; what lasts no longer is left out beside what is surer
const LEAST = 8; // pixels
const APART = 48; // pixels from one year that the ruler names to the next
const NAMED = 36; // pixels that a year's name takes

let limit = PART;

/** The axis of the chosen years, in per cent of the track. */
function scaleOf() {
  const [first, last] = [state.from ?? yearsNamed[0], state.to ?? yearsNamed[1]];
  return new Axis(first, last, begunYears, { left: 0, right: 100, gap: 4 });
}

/** A day as a year with its fraction. */
function exact(day) {
  const within = Math.min(Math.max(day, 1), END_OF_TIME - 1);
  const year = yearOf(within);
  return year + (within - firstDay(year)) * ONE_DAY;
}

/** The pieces of a lane: [from, to, how], in years. */
function pieces(relation) {
  const [startMin, startMax, endMin, endMax] = relation.days.map(exact);
  const before = relation.start === null ? 'unstated' : 'possible';
  const presumed = state.presume ? 'presumed' : 'unstated';
  const after = relation.open ? presumed : 'possible';
  if (certainYears(relation)) return [[startMin, startMax, before], [startMax, endMin + ONE_DAY, 'certain'], [endMin + ONE_DAY, endMax + ONE_DAY, after]];
  if (before === 'unstated') return [[startMin, endMin, before], [endMin, endMax + ONE_DAY, 'possible']];
  if (relation.open) return [[startMin, startMax + ONE_DAY, 'possible'], [startMax + ONE_DAY, endMax + ONE_DAY, after]];
  return [[startMin, endMax + ONE_DAY, 'possible']];
}

/** The pieces that are in sight, what is certain on top; those too short to be seen are left out beside it. */
function bars(relation, axis) {
  const inSight = pieces(relation).filter(([from, to]) => to > from && to > axis.first && from < axis.last + 1);
  const isLong = ([from, to]) => axis.at(to) - axis.at(from) > THINNEST;
  const certain = inSight.filter(([, , how]) => how === 'certain');
  const possible = inSight.filter(([, , how]) => how === 'possible').filter((piece) => !certain.length || isLong(piece));
  const others = inSight.filter(([, , how]) => how === 'unstated' || how === 'presumed')
    .filter((piece) => (!certain.length && !possible.length) || isLong(piece));
  return [...others, ...possible, ...certain].map((piece) => bar(piece, certain.length ? 'certain' : 'possible', relation, axis));
}

function bar([from, to, how], surest, relation, axis) {
  const [left, width] = [axis.at(from), axis.at(to) - axis.at(from)];
  const piece = el('span', { class: [how, MODALITIES[relation.modality] && 'open', from < axis.first && 'goes-before', to > axis.last + 1 && 'goes-on'].filter((word) => word).join(' ') });
  const least = how === surest ? LEAST : 0;
  piece.style.left = `min(${left}%, 100% - ${least}px)`;
  piece.style.width = `max(${width}%, ${least}px)`;
  piece.style.color = inkOf(families[familyOf(relation)]);
  return piece;
}

/** What is related to whom; in an actor's group, from its side. */
function said(relation, actor) {
  const [source, target] = relation.ends.map((end) => name(actors[end].name));
  const words = actor === undefined ? [source, ` ${relation.type.wording} `, target]
    : [`${wordingFrom(relation, actor)} `, name(actors[otherEnd(relation, actor)].name)];
  const how = MODALITIES[relation.modality];
  return el('span', { class: 'what' }, stroke(families[familyOf(relation)], relation.modality), el('span', {}, how ? el('em', {}, `[${how}] `) : null, words));
}

function lane(position, actor, scale) {
  const relation = relations[position];
  const isDoubtful = !allYears() && relation.dated && shown().answers[position] === POSSIBLY;
  return el('li', {}, el('button', {
    type: 'button', class: `lane ${markOf(position)}`, 'data-position': position, title: `${sentence(relation)}: ${relation.words}`,
    onclick: () => chooseRelation(position, pairOf[position]),
  },
  el('span', { class: 'date' }, stepBead(position), relation.words, isDoubtful && state.grouped !== 'time' ? ', possibly then' : null),
  said(relation, actor),
  el('span', { class: 'track', 'aria-hidden': 'true' }, relation.dated ? bars(relation, scale) : null)));
}

function heading({ title, actor }) {
  if (!title) return null;
  const inside = actor === undefined ? name(title) : el('button', { type: 'button', class: 'link', onclick: () => chooseActor(actor) }, name(title));
  return el('h3', {}, inside);
}

// The ruler -----------------------------------------------------------------------------------------

const groupingChoice = () => el('label', { class: 'by' }, 'Group by ', el('select', {
  id: 'grouped', onchange: (event) => { change({ grouped: event.target.value }); byId('grouped').focus(); },
}, Object.entries(GROUPINGS).map(([way, title]) => el('option', { value: way, selected: state.grouped === way }, title))));

const key = () => el('span', { class: 'key' }, el('i', { class: 'certain' }), 'certainly in force ', el('i', { class: 'possible' }), 'possibly ',
  el('i', { class: state.presume ? 'presumed' : 'unstated' }), state.presume ? 'presumed' : 'end or beginning not stated');

function placed(x, text, properties = {}) {
  const mark = el('span', properties, text);
  mark.style.left = `${x}%`;
  return mark;
}

function ruler(axis, ticks, width) {
  return el('div', { class: 'ruler' }, el('div', { class: 'controls' }, groupingChoice(), key()),
    el('span', { class: 'track', 'aria-hidden': 'true' },
      ticks.filter(({ x }) => x < 100 - (NAMED / width) * 100).map(({ year, x }) => placed(x, String(year))),
      axis.breaks.map((x) => placed(x, '//', { class: 'gap', title: 'Years before or after are drawn short' }))));
}

/** Thin lines under the lanes, at the years that the ruler names. */
function grid(ticks) {
  const stops = ticks.map(({ x }) => `transparent ${x}%, var(--rule) ${x}%, var(--rule) calc(${x}% + 1px), transparent calc(${x}% + 1px)`);
  return stops.length ? `linear-gradient(to right, ${stops.join(', ')})` : 'none';
}

// All of it -----------------------------------------------------------------------------------------

/** As many groups as the limit allows, the last one cut short. */
function withinLimit(all) {
  let room = limit;
  return all.map((group) => {
    const positions = group.positions.slice(0, Math.max(room, 0));
    room -= positions.length;
    return { ...group, positions };
  }).filter((group) => group.positions.length);
}

/** About as many pixels as the style sheet gives the track. */
const trackWidth = (width) => (width > 760 ? (width - 180) * 0.5 : width - 20);

function render() {
  const box = byId('timeline');
  if (box.hidden) return;
  const positions = shownRelations();
  if (!yearsNamed || !positions.length) {
    box.replaceChildren(el('p', { class: 'notice' }, 'No relation passes the filters.'));
    return;
  }
  const scale = scaleOf();
  const width = trackWidth(box.clientWidth);
  const ticks = scale.ticks((APART / width) * 100);
  const all = groups(positions, state.grouped);
  const more = all.reduce((sum, group) => sum + group.positions.length, 0) - limit;
  box.style.setProperty('--grid', grid(ticks));
  box.replaceChildren(
    el('h2', { class: 'unseen' }, `Timeline, ${yearsInWords()}: ${count(positions.length, 'relation')}`),
    ruler(scale, ticks, width),
    ...withinLimit(all).flatMap((group) => [heading(group), el('ol', { class: 'lanes' }, group.positions.map((position) => lane(position, group.actor, scale)))].filter((part) => part)),
    ...(more > 0 ? [el('button', { type: 'button', class: 'more', onclick: showMore }, `${Math.min(more, PART)} more of ${withCommas(more)}`)] : []));
}

/** The next part, with the focus on its first lane. */
function showMore() {
  const shownNow = limit;
  limit += PART;
  render();
  document.querySelectorAll('#timeline .lane')[shownNow]?.focus();
}

function markChosen() {
  for (const button of document.querySelectorAll('#timeline .lane')) button.className = `lane ${markOf(Number(button.dataset.position))}`;
}

/** Bring the chosen relation into sight, beyond the part that is listed if need be. */
function bringChosen() {
  if (state.view !== 'timeline' || state.chosen?.relation === undefined) return;
  const listed = groups(shownRelations(), state.grouped).flatMap((group) => group.positions).indexOf(state.chosen.relation);
  if (listed >= limit) {
    limit = listed + PART;
    render();
  }
  document.querySelector('#timeline .lane.chosen')?.scrollIntoView({ block: 'nearest' });
}

/** Up and down from lane to lane. */
function onKey(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !event.target.matches('.lane')) return;
  const lanes = [...document.querySelectorAll('#timeline .lane')];
  lanes[lanes.indexOf(event.target) + by]?.focus();
  event.preventDefault();
}

export function startLanes() {
  byId('timeline').addEventListener('keydown', onKey);
  onChange((what) => {
    const isOnlyChoice = [...what].every((key) => key === 'chosen' || key === 'view');
    if (!isOnlyChoice) limit = PART;
    if (what.has('chosen') && what.size === 1) markChosen();
    else render();
    if (isOnlyChoice) bringChosen();
  });
}
