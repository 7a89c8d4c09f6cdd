/* What plays when. Pure: the server expanded every rule into half-open windows, nothing is left to interpret. */

import { parseTime } from "./clock.js";

export const PLAYLIST = "portal.signage.playlist/1";
const CLASSES = ["uu_tien", "thong_thuong"];
const TYPES = ["image/png", "image/jpeg", "image/gif", "video/mp4"];
const HEX = /^[0-9a-f]{64}$/;

/* Identity of what is on screen: another version is another thing to draw, and so is the same drawn anew. */
export const keyOf = (item) => `${item.id}/${item.version}/${item.renditions?.[0]?.sha256 ?? ""}`;

/* The rendition a player shows: the first one, if its type is known. */
export function renditionOf(item) {
  const first = item.renditions?.[0];
  return first && TYPES.includes(first.type) && HEX.test(first.sha256) && typeof first.url === "string" ? first : null;
}

function isDrawable(item) {
  return typeof item?.id === "string" && Number.isInteger(item.version) &&
    (Boolean(renditionOf(item)) || (typeof item.text?.full === "string" && item.text.full !== ""));
}

const secondsOf = (item) => Math.min(300, Math.max(3, Number(item.duration_s) || 10));

/* A manifest made ready for use, or null when it is not one. Items nobody can show are left out. */
export function readPlaylist(body) {
  if (body?.schema !== PLAYLIST || !Array.isArray(body.items) || !isDrawable(body.default_item)) return null;
  const horizon = [parseTime(body.horizon?.from), parseTime(body.horizon?.until)];
  if (horizon.some(Number.isNaN)) return null;
  const items = [];
  for (const item of body.items) {
    if (!isDrawable(item) || !CLASSES.includes(item.priority) || !Array.isArray(item.windows)) continue;
    const windows = item.windows
      .map((window) => [parseTime(window?.[0]), parseTime(window?.[1])])
      .filter(([from, until]) => from < until);
    items.push({ ...item, windows, order: Number(item.order) || 0, duration_s: secondsOf(item) });
  }
  const standby = body.default_item;
  return {
    revision: body.revision,
    board: body.board ?? {},
    poll: body.poll ?? {},
    offline_ttl_s: Number(body.offline_ttl_s) || 72 * 3600,
    horizon,
    items: items.sort(inPlayOrder),
    default_item: { ...standby, priority: "mac_dinh", order: 0, duration_s: secondsOf(standby) },
    withdrawn: new Set(Array.isArray(body.withdrawn) ? body.withdrawn : []),
  };
}

/* By `order`, then id by code points, as the server sorts. */
export function inPlayOrder(one, other) {
  return one.order - other.order || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

export const isActive = (item, now) => item.windows.some(([from, until]) => from <= now && now < until);

/* An untrusted clock starts and ends nothing: only what covers the whole horizon is sure to be on. */
const isAlwaysOn = (item, [from, until]) => item.windows.some((window) => window[0] <= from && until <= window[1]);

/* Who takes turns at `now`: [priority, others], each in play order. The second is empty while normal items wait. */
function turnsAt(playlist, now, { trusted = true, withdrawn = null, skip = null } = {}) {
  const on = playlist.items.filter((item) =>
    (trusted ? isActive(item, now) : isAlwaysOn(item, playlist.horizon)) &&
    !playlist.withdrawn.has(item.id) && !withdrawn?.has(item.id) && !skip?.has(keyOf(item)));
  const [priority, normal] = CLASSES.map((name) => on.filter((item) => item.priority === name));
  if (priority.length && !priority.some((item) => item.interleave)) return [priority, []];
  return priority.length || normal.length ? [priority, normal] : [[], [playlist.default_item]];
}

const gcd = (one, other) => (other ? gcd(other, one % other) : one);

/* One full round in play order. Mixed classes: two priority turns to one normal turn, until both have come
   round together. `now`: ms; `withdrawn`: ids of a newer manifest; `skip`: keys that could not be drawn. */
export function cycleAt(playlist, now, options) {
  const [priority, normal] = turnsAt(playlist, now, options);
  if (!priority.length || !normal.length) return priority.length ? priority : normal;
  const own = priority.length / gcd(priority.length, 2);
  const groups = (own * normal.length) / gcd(own, normal.length);
  return Array.from({ length: groups }, (_, group) => [
    priority[(2 * group) % priority.length],
    priority[(2 * group + 1) % priority.length],
    normal[group % normal.length],
  ]).flat();
}

/* What is on at `now`: {item, since (ms), until (ms)}. The place in the round is the time since 1970 modulo its
   length, so a restart, a refresh and the server's own picture of the board agree. */
export function showingAt(playlist, now, options) {
  const cycle = cycleAt(playlist, now, options);
  const length = cycle.reduce((sum, item) => sum + item.duration_s * 1000, 0);
  let since = now - (now % length);
  for (const item of cycle) {
    const until = since + item.duration_s * 1000;
    if (now < until) return { item, since, until };
    since = until;
  }
  throw new Error("a place in the round lies inside the round");
}
