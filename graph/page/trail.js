// The path that is read, over the network: its steps are numbered, and the one at which the reader stands is marked.

import { pairOf } from './model.js';
import { shade } from './dom.js';
import { state, stepsRead, pathInSight } from './state.js';
import { positions, screenOf, isVisible } from './stage.js';

const RADIUS = 9;

/** Not so where vis-network draws before it has been told of all that is shown. */
const isThere = (id) => isVisible(id) && id in positions();

/** The steps where they stand on screen: both ends, the middle, the number, and whether the reader stands there. */
export function trail() {
  if (!pathInSight()) return [];
  return stepsRead().map((step, at) => ({ ...step, number: at + 1, isHere: state.chosen?.step === at }))
    .filter(({ source, target }) => isThere(source) && isThere(target))
    .map(({ source, target, relations, number, isHere }) => {
      const [from, to] = [screenOf(source), screenOf(target)];
      return { from, to, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, number, isHere, pair: pairOf[relations[0].position] };
    });
}

export function drawTrail(context) {
  const steps = trail();
  steps.filter(({ isHere }) => isHere).forEach((step) => drawBand(context, step));
  steps.forEach((step) => drawNumber(context, step));
}

function drawBand(context, { from, to }) {
  context.save();
  context.globalAlpha = 0.3;
  context.strokeStyle = shade('accent');
  context.lineWidth = 12;
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
