// How names are compared and found: without case, diacritics, punctuation or a leading article.

import { actors, relationsOf } from './model.js';

const MOST = 12;
const UNDECOMPOSED = { đ: 'd', Đ: 'D', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', ı: 'i', ß: 'ss', '’': "'", '‘': "'" };

/** The form under which names are compared; the same as that of `graph.names.fold`. */
export function fold(text) {
  return [...text].map((c) => UNDECOMPOSED[c] ?? c).join('')
    .normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')
    .replace(/'s(?![\p{L}\p{N}_])|'(?=[\p{L}\p{N}_])/gu, '')
    .replace(/(?<![\p{L}\p{N}_])([\p{L}\p{N}_])\.(?=[\p{L}\p{N}_](?![\p{L}\p{N}_])|\s|$)/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    .replace(/^(the|a|an) /, '');
}

/** 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 somewhere in it; null: not at all. */
function fit(names, sought) {
  let best = null;
  for (const candidate of names) {
    const at = ` ${candidate}`.indexOf(` ${sought}`);
    const rank = candidate === sought ? 0 : at === 0 ? 1 : at > 0 ? 2 : candidate.includes(sought) ? 3 : null;
    if (rank !== null && (best === null || rank < best)) best = rank;
  }
  return best;
}

let known = null;

/** All names of an actor as they are compared; reckoned when something is first sought. */
function folded(actor) {
  known ??= actors.map(({ name: called, aliases }) => [called, ...(aliases ?? [])].map(fold));
  return known[actor];
}

/** Positions of the actors that a text may mean, those that it names best first. */
export function find(text) {
  const sought = fold(text);
  if (!sought) return [];
  return actors.map((_, position) => ({ position, rank: fit(folded(position), sought) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank - b.rank || relationsOf[b.position].length - relationsOf[a.position].length)
    .slice(0, MOST).map(({ position }) => position);
}

/** The actors that are called so, by name or alias, the best connected first. */
export function called(text) {
  const sought = fold(text);
  return find(text).filter((position) => folded(position).includes(sought));
}

/** The alias that was found, where the name itself does not show it. */
export function why(actor, sought) {
  if (fold(actor.name).includes(sought)) return null;
  return actor.aliases?.find((alias) => fold(alias).includes(sought)) ?? null;
}
