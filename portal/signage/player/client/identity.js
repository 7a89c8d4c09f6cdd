/* Who this board is: a token (#t=…) or a read-only address (#k=…), kept and taken off the address bar. */

import { uuid7 } from "./uuid7.js";

const ROOT = "/signage/v1";
const SECRET = /^[A-Za-z0-9_-]{16,200}$/;

/* {token} or {key} of a fragment, or null. */
export function readFragment(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const [token, key] = [parts.get("t"), parts.get("k")];
  if (SECRET.test(token ?? "")) return { token };
  if (SECRET.test(key ?? "")) return { key };
  return null;
}

/* The identity to use. A new one in the address bar replaces the kept one and everything it had loaded. */
export async function findIdentity(store) {
  const given = readFragment(location.hash);
  if (location.hash) history.replaceState(null, "", location.pathname);
  const kept = (await store.get("kept", "identity")) ?? null;
  if (!given) return kept;
  if (given.token !== kept?.token || given.key !== kept?.key) await adopt(store, given);
  return given;
}

export async function adopt(store, identity) {
  const device = await deviceOf(store);
  await store.clear(["kept", "files", "plays"]);
  await store.change({ kept: { identity, device } });
}

/* A name of this installation, by which the server notices one token on two devices. */
export async function deviceOf(store) {
  let device = await store.get("kept", "device");
  if (!device) {
    device = uuid7(Date.now());
    await store.change({ kept: { device } });
  }
  return device;
}

export const baseOf = (identity) =>
  identity.token ? `${ROOT}/boards/me` : `${ROOT}/k/${encodeURIComponent(identity.key)}`;

export const enrollBase = `${ROOT}/enroll`;
