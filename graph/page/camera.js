// Looking around in the network: everything in sight, closer, farther, and from actor to actor.

import { actors, nodes } from './model.js';
import { byId } from './dom.js';
import { state } from './state.js';
import { stage, place, ranked, screenOf, isVisible, positions, chosenEnds, quietly } from './stage.js';
import { lit } from './looks.js';
import { misplace } from './lines.js';
import { settleLabels, labelBoxes, unsettle } from './overlay.js';

const MARGIN = 12;
const CLOSEST_FIT = 1.7;
const FEW = 150; // symbols that are enlarged where all of them have to be small

let size = null; // width and height that the picture was last drawn for

/** Show everything, labels included: a first guess, then room on the sides where labels stick out. */
export function fitAll() {
  const visible = nodes.filter((node) => isVisible(node.id));
  if (!visible.length || !place.clientWidth) return;
  const at = visible.map((node) => positions()[node.id]);
  const [xs, ys] = [at.map((p) => p.x), at.map((p) => p.y)];
  const bounds = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const room = { left: 30, right: 30, top: 20, bottom: 32 };
  Object.assign(stage, { moved: false, bounded: false });
  let isWide = true;
  for (let attempt = 0; isWide && attempt < 8; attempt++) {
    frame(bounds, room);
    settleLabels(true);
    isWide = makeRoom(room);
  }
  enlarge(visible);
  stage.bounded = true;
  unsettle();
}

/** Widen the room on sides where labels stick out, within reason; whether any did. */
function makeRoom(room) {
  const boxes = labelBoxes();
  const [width, height] = [place.clientWidth, place.clientHeight];
  const wanted = {
    left: room.left + Math.max(0, ...boxes.map((box) => MARGIN - box.left)),
    right: room.right + Math.max(0, ...boxes.map((box) => box.right + MARGIN - width)),
    top: room.top + Math.max(0, ...boxes.map((box) => MARGIN - box.top)),
    bottom: room.bottom + Math.max(0, ...boxes.map((box) => box.bottom + MARGIN - height)),
  };
  const most = { left: width * 0.14, right: width * 0.14, top: height * 0.14, bottom: height * 0.14 };
  const before = Object.values(room).reduce((sum, pixels) => sum + pixels);
  for (const side of Object.keys(room)) room[side] = Math.max(room[side], Math.min(wanted[side], most[side]));
  return Object.values(room).reduce((sum, pixels) => sum + pixels) > before + 0.5;
}

/** Few symbols keep a size at which they can be told apart and touched, and that is not gross. */
function enlarge(visible) {
  const scale = stage.network.getScale();
  const boost = visible.length > FEW ? 1 : scale > 1 ? scale ** -0.7 : Math.min(Math.max((0.8 / scale) ** 0.6, 1), 2);
  if (Math.abs(boost - stage.boost) < 0.05) return;
  stage.boost = boost;
  quietly(() => stage.nodes.update(visible.map((node) => ({ id: node.id, size: node.size * boost }))));
  misplace();
}

function frame(bounds, room) {
  const [width, height] = [place.clientWidth - room.left - room.right, place.clientHeight - room.top - room.bottom];
  const [wide, high] = [Math.max(bounds.right - bounds.left, 1), Math.max(bounds.bottom - bounds.top, 1)];
  const scale = Math.max(Math.min(width / wide, height / high, CLOSEST_FIT), 0.02);
  const position = {
    x: (bounds.left + bounds.right) / 2 + (room.right - room.left) / 2 / scale,
    y: (bounds.top + bounds.bottom) / 2 + (room.bottom - room.top) / 2 / scale,
  };
  stage.network.moveTo({ position, scale });
}

const sizeNow = () => `${place.clientWidth} ${place.clientHeight}`;

/** Whether the picture has another size than it was last drawn for. */
export const isResized = () => sizeNow() !== size;

/**
 * Follow a change of the picture's size, before vis-network does: it would draw everything smaller or
 * larger.  What stands at the upper left stays where it is.
 */
export function resize() {
  if (!isResized() || !place.clientWidth || !place.clientHeight) return;
  size = sizeNow();
  const scale = stage.network.getScale();
  const corner = stage.network.DOMtoCanvas({ x: 0, y: 0 });
  stage.network.setSize('100%', '100%');
  const position = { x: corner.x + place.clientWidth / 2 / scale, y: corner.y + place.clientHeight / 2 / scale };
  stage.network.moveTo({ position, scale });
  if (!stage.moved && !state.chosen) fitAll();
  else if (state.chosen) bringIntoSight();
}

/** Keep labels within what is in sight, as long as the reader does not go elsewhere. */
function keepWithin() {
  if (stage.moved) return;
  stage.bounded = true;
  unsettle();
  stage.network.redraw();
}

/** Go elsewhere: labels may stick out of what is in sight, and those of symbols that were not come along. */
export function leaveBounds() {
  if (stage.bounded) unsettle();
  stage.bounded = false;
}

/** Move just as far as it takes to have what is lit in sight, or else what is chosen; the scale stays. */
export function bringIntoSight() {
  leaveBounds();
  const [width, height] = [place.clientWidth, place.clientHeight];
  const isSmall = (box) => box.right - box.left <= width && box.bottom - box.top <= height;
  const boxes = [lit().actors, state.chosen ? chosenEnds(state.chosen) : []].map((actors) => boundsOf([...actors].filter(isVisible)));
  const box = boxes.find((one) => one && isSmall(one)) ?? boxes[1];
  if (!box) return keepWithin();
  const dx = shift(box.left, box.right, width);
  const { offsetLeft, offsetTop } = byId('zoom');
  const dy = shift(box.top, box.bottom, box.right - dx > offsetLeft && box.top < offsetTop ? offsetTop : height);
  if (!dx && !dy) return keepWithin();
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const animation = isStill ? false : { duration: 250, easingFunction: 'easeOutQuad' };
  stage.network.moveTo({ position: stage.network.DOMtoCanvas({ x: width / 2 + dx, y: height / 2 + dy }), animation });
  return animation ? stage.network.once('animationFinished', keepWithin) : keepWithin();
}

/** What some symbols and their labels take up on screen. */
function boundsOf(ids) {
  if (!ids.length) return null;
  const own = new Set(ids);
  const symbols = ids.map(screenOf).map(({ x, y }) => ({ left: x - 30, right: x + 30, top: y - 30, bottom: y + 30 }));
  const all = [...symbols, ...labelBoxes().filter(({ id }) => own.has(id))];
  const least = (side) => Math.min(...all.map((box) => box[side])) - 4;
  const most = (side) => Math.max(...all.map((box) => box[side])) + 4;
  return { left: least('left'), right: most('right'), top: least('top'), bottom: most('bottom') };
}

/** How far a stretch sticks out of 0 to `size`. */
const shift = (low, high, size) => (high > size ? Math.min(high - size, low) : Math.min(low, 0));

export function zoomBy(factor) {
  stage.network.moveTo({ scale: Math.min(Math.max(stage.network.getScale() * factor, 0.05), 6) });
  stage.moved = true;
  leaveBounds();
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** From the actor in hand to the nearest one in the direction of an arrow key; undefined if there is none. */
export function neighbour(key) {
  const visible = ranked.filter((id) => actors[id] && isVisible(id));
  const here = state.chosen?.actor;
  if (here === undefined) return visible[0];
  const [dx, dy] = DIRECTIONS[key];
  const from = positions()[here];
  let best = null;
  for (const id of visible) {
    const { x, y } = positions()[id];
    const ahead = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    const far = ahead + 2 * aside;
    if (id !== here && ahead > 0 && (!best || far < best.far)) best = { id, far };
  }
  return best?.id;
}
