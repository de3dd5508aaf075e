// The path that is read, over the network: its steps are numbered, and the one at which the reader stands is marked.

import { shade } from './dom.js';
import { state, stepsRead, pathInSight } from './state.js';
import { positions, screenOf, isVisible } from './stage.js';

export const RADIUS = 9;
export const BAND = { opacity: 0.3, width: 12 }; // of the step at which the reader stands
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7]; // of a line, where its number may stand

/** Not so where vis-network draws before it has been told of all that is shown. */
const isThere = (id) => isVisible(id) && id in positions();

/** A place on the line for its number, clear of labels if there is one. */
function placeOn(from, to, boxes) {
  const isClear = ({ x, y }) => !boxes.some((box) => (
    x > box.left - RADIUS && x < box.right + RADIUS && y > box.top - RADIUS && y < box.bottom + RADIUS));
  const places = SHARES.map((share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }));
  return places.find(isClear) ?? places[0];
}

/** The steps where they stand on screen: both ends, the number and its place, and whether the reader stands there. */
export function trail(boxes) {
  if (!pathInSight()) return [];
  return stepsRead().map((step, at) => ({ ...step, number: at + 1, isHere: state.chosen?.step === at }))
    .filter(({ source, target }) => isThere(source) && isThere(target))
    .map(({ source, target, number, isHere }) => {
      const [from, to] = [screenOf(source), screenOf(target)];
      return { from, to, ...placeOn(from, to, boxes), number, isHere };
    });
}

/** Draw the step at which the reader stands as a band, under the labels. */
export function drawHere(context) {
  if (state.chosen?.step !== undefined) trail([]).filter(({ isHere }) => isHere).forEach((step) => drawBand(context, step));
}

/** Number the steps; `boxes` gives the labels, of which the numbers keep clear where they can. */
export function drawNumbers(context, boxes) {
  if (pathInSight() && stepsRead().length) trail(boxes()).forEach((step) => drawNumber(context, step));
}

function drawBand(context, { from, to }) {
  context.save();
  context.globalAlpha = BAND.opacity;
  context.strokeStyle = shade('accent');
  context.lineWidth = BAND.width;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.restore();
}

function drawNumber(context, { x, y, number, isHere }) {
  const [paper, accent] = [shade('paper'), shade('accent')];
  context.beginPath();
  context.arc(x, y, RADIUS, 0, 2 * Math.PI);
  context.fillStyle = isHere ? accent : paper;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = accent;
  context.stroke();
  context.fillStyle = isHere ? shade('on-accent') : accent;
  context.font = 'bold 12px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(String(number), x, y + 0.5);
}
