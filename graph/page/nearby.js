// Where the few actors around another stand: laid out here, since Python does not know whom a reader picks.

import { pairs, edges } from './model.js';
import { state, surroundings, shown, passes } from './state.js';
import { place, nodeOf } from './stage.js';

const MOST_KEPT = 80; // so many have one place for all years, and stay there while the years change
const ROOM = 15000; // square pixels for each symbol and its label
const LETTER = 7.2; // pixels
const LINE = 15;
const SYMBOL = 34;
const GAP = 14;
const WORK = 4e6; // pairs of symbols looked at, about
const MOST = 300; // of more, the places that Python gave are the better ones

let known = { of: null, key: null, places: null };

/** Places by actor, the one in question in the middle; the same for the same actors.  Null if there are too many. */
export function placesNearby() {
  const [width, height] = [place.clientWidth || 900, place.clientHeight || 600];
  if (known.of === shown() && known.isHigh === height > width) return known.places;
  const everMet = surroundings(true);
  const members = (everMet.size <= MOST_KEPT ? [...everMet] : [...shown().actors]).sort((a, b) => a - b);
  const key = `${state.around} ${members} ${height > width}`;
  const places = known.key === key ? known.places : members.length > MOST ? null : arrange([...new Set([...state.around, ...members])], width / height);
  known = { of: shown(), isHigh: height > width, key, places };
  return places;
}

/** Stress majorization from rings around the middle, in which overlapping boxes push each other away. */
function arrange(members, aspect) {
  const boxes = members.map(boxOf);
  const steps = distances(members);
  const [high, wide] = [Math.sqrt((ROOM * members.length + 60000) / aspect), Math.sqrt((ROOM * members.length + 60000) * aspect)];
  const unit = Math.max(high, wide) / 2 / Math.max(1.4, ...steps[0].filter(Number.isFinite));
  const points = onRings(steps[0], unit);
  const rounds = Math.max(6, Math.min(150, Math.floor(WORK / members.length ** 2)));
  for (let round = 0; round < rounds; round++) {
    pull(points, steps, unit, Math.sqrt(aspect), 0.6 * (1 - round / rounds));
    part(points, boxes);
  }
  for (let round = 0; round < rounds && part(points, boxes); round++);
  return new Map(members.map((actor, at) => [actor, { x: Math.round(points[at].x), y: Math.round(points[at].y) }]));
}

function boxOf(actor) {
  const lines = String(nodeOf.get(actor)?.label).split('\n');
  return { width: Math.max(SYMBOL, LETTER * Math.max(...lines.map((line) => line.length))) + GAP, height: SYMBOL + LINE * lines.length + GAP };
}

/** Steps between any two; what is not connected is put at twice the distance of a step. */
function distances(members) {
  const number = new Map(members.map((actor, at) => [actor, at]));
  const near = members.map(() => []);
  pairs.forEach((positions, pair) => {
    const [a, b] = [number.get(edges[pair].from), number.get(edges[pair].to)];
    if (a === undefined || b === undefined || a === b || !positions.some((position) => passes(position, true))) return;
    near[a].push(b);
    near[b].push(a);
  });
  return members.map((_, at) => stepsFrom(at, near));
}

function stepsFrom(start, near) {
  const steps = near.map(() => 2.5);
  steps[start] = 0;
  const queue = [start];
  const seen = new Set(queue);
  for (const at of queue) {
    for (const next of near[at].filter((one) => !seen.has(one))) {
      seen.add(next);
      steps[next] = steps[at] + 1;
      queue.push(next);
    }
  }
  return steps;
}

/** The first in the middle, the others around it by their distance, the golden angle apart. */
const onRings = (steps, unit) => steps.map((far, at) => ({ x: far * unit * Math.cos(at * 2.399963), y: far * unit * Math.sin(at * 2.399963) }));

/** Everyone but the first a share of the way to where its distances want it; a screen is wider than high. */
function pull(points, steps, unit, stretch, share) {
  for (let at = 1; at < points.length; at++) {
    let [x, y, weights] = [0, 0, 0];
    for (let other = 0; other < points.length; other++) {
      if (other === at) continue;
      const weight = steps[at][other] ** -2;
      const [dx, dy] = [(points[at].x - points[other].x) / stretch, (points[at].y - points[other].y) * stretch];
      const wanted = (steps[at][other] * unit) / Math.max(Math.hypot(dx, dy), 1e-6);
      x += weight * (points[other].x + dx * wanted * stretch);
      y += weight * (points[other].y + (dy * wanted) / stretch);
      weights += weight;
    }
    points[at].x += share * (x / weights - points[at].x);
    points[at].y += share * (y / weights - points[at].y);
  }
}

/** Push overlapping boxes apart, along the axis on which they overlap less; whether any did. */
function part(points, boxes) {
  let moved = false;
  for (let a = 0; a < points.length; a++) {
    for (let b = a + 1; b < points.length; b++) {
      const [dx, dy] = [points[b].x - points[a].x, points[b].y - points[a].y];
      const across = (boxes[a].width + boxes[b].width) / 2 - Math.abs(dx);
      const down = (boxes[a].height + boxes[b].height) / 2 - Math.abs(dy);
      if (across <= 0.5 || down <= 0.5) continue;
      moved = true;
      const [axis, by] = across < down * 1.6 ? ['x', Math.sign(dx || 1) * across] : ['y', Math.sign(dy || 1) * down];
      const own = a === 0 ? 0 : 0.5; // the one in the middle stays there
      points[a][axis] -= by * own;
      points[b][axis] += by * (1 - own);
    }
  }
  return moved;
}
